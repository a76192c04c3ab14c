package io.parallax.program;

import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.StorageType;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// One primitive step of a [Loop] for one position of its space. Operands are the indices of
/// earlier operations of the same loop.
///
/// Every result is fixed to the bit by IEEE 754 (round to nearest even, subnormals kept) or two's
/// complement, whatever computes it. The sign and payload of a NaN are the exception: no operation
/// makes them visible, because lowering guards [Reinterpret] so that a NaN never reaches it.
public sealed interface Operation {
  int NO_ORIGIN = -1;

  /// The type of the value produced.
  DataType type();

  /// The earlier operations read, in order.
  List<Integer> operands();

  /// The same step on other operands.
  ///
  /// @param number gives the new index for each old one
  default Operation onOperands(IntUnaryOperator number) {
    return switch (this) {
      case Load load -> load;
      case Constant constant -> constant;
      case Position position -> position;
      case Unary(var operation, int operand, DataType type) ->
          new Unary(operation, number.applyAsInt(operand), type);
      case Binary(var operation, int left, int right, DataType type, int origin) ->
          new Binary(operation, number.applyAsInt(left), number.applyAsInt(right), type, origin);
      case Compare(var comparison, int left, int right, DataType type) ->
          new Compare(comparison, number.applyAsInt(left), number.applyAsInt(right), type);
      case Select(int condition, int whenTrue, int whenFalse, DataType type, var likelihood) ->
          new Select(
              number.applyAsInt(condition),
              number.applyAsInt(whenTrue),
              number.applyAsInt(whenFalse),
              type,
              likelihood);
      case Convert(int operand, DataType from, DataType type) ->
          new Convert(number.applyAsInt(operand), from, type);
      case Reinterpret(int operand, DataType from, DataType type) ->
          new Reinterpret(number.applyAsInt(operand), from, type);
      case FusedMultiplyAdd(int a, int b, int c, DataType type) ->
          new FusedMultiplyAdd(
              number.applyAsInt(a), number.applyAsInt(b), number.applyAsInt(c), type);
      case Lookup(Table table, int index) -> new Lookup(table, number.applyAsInt(index));
    };
  }

  /// The loop operand's element at this position, widened to a type that is computed in.
  ///
  /// @param operand index into [Loop#operands]
  /// @param storage how the elements are stored
  record Load(int operand, StorageType storage) implements Operation {
    public Load(int operand, DataType type) {
      this(operand, StorageType.of(type));
    }

    @Override
    public DataType type() {
      return storage.computing();
    }

    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  record Constant(Scalar value) implements Operation {
    @Override
    public DataType type() {
      return value.type();
    }

    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  /// The int64 position within the loop's row: 0 … [Loop#inner] − 1.
  record Position() implements Operation {
    @Override
    public DataType type() {
      return DataType.INT64;
    }

    @Override
    public List<Integer> operands() {
      return List.of();
    }
  }

  /// Operand and result have one type.
  record Unary(UnaryOperation operation, int operand, DataType type) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(operand);
    }
  }

  /// Both operands and the result have one type.
  ///
  /// @param origin index into [Program#origins], for faults; [#NO_ORIGIN] where none can occur
  record Binary(BinaryOperation operation, int left, int right, DataType type, int origin)
      implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(left, right);
    }
  }

  /// Compares two operands of `operandType`; a NaN makes all but NOT_EQUAL false.
  record Compare(Comparison comparison, int left, int right, DataType operandType)
      implements Operation {
    @Override
    public DataType type() {
      return DataType.BOOL;
    }

    @Override
    public List<Integer> operands() {
      return List.of(left, right);
    }
  }

  /// `condition ? whenTrue : whenFalse`. Faults of both count: lowering gives the operations of a
  /// branch that is not taken harmless operands.
  ///
  /// @param likelihood how often the condition holds; if rarely, an engine may leave out operations
  ///   that `whenTrue` alone needs
  record Select(int condition, int whenTrue, int whenFalse, DataType type, Likelihood likelihood)
      implements Operation {
    /// A select whose condition may hold often.
    public Select(int condition, int whenTrue, int whenFalse, DataType type) {
      this(condition, whenTrue, whenFalse, type, Likelihood.UNKNOWN);
    }

    public boolean isRare() {
      return likelihood == Likelihood.RARE;
    }

    @Override
    public List<Integer> operands() {
      return List.of(condition, whenTrue, whenFalse);
    }
  }

  /// A conversion by value with the rules of [io.parallax.language.Expression.Cast].
  record Convert(int operand, DataType from, DataType type) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(operand);
    }
  }

  /// The same bits as another type of equal width: float64 ↔ int64, float32 ↔ int32.
  record Reinterpret(int operand, DataType from, DataType type) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(operand);
    }
  }

  /// `a·b + c` with one rounding; floats only.
  record FusedMultiplyAdd(int a, int b, int c, DataType type) implements Operation {
    @Override
    public List<Integer> operands() {
      return List.of(a, b, c);
    }
  }

  /// `table[index & (size − 1)]`; the index is of the [Table#indexType].
  record Lookup(Table table, int index) implements Operation {
    @Override
    public DataType type() {
      return table.type();
    }

    @Override
    public List<Integer> operands() {
      return List.of(index);
    }
  }
}
