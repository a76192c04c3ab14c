package io.parallax.language;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import java.util.List;

/// An analysed expression: every name resolved, every node typed and shaped, every conversion
/// explicit.
///
/// Promotion and weak literals are already applied: operands that must agree in type do, through
/// [Cast] nodes. Operands may differ in shape, and broadcast. `offset` is the position of the
/// construct in the source, in UTF-16 units (the operator's for an operation).
public sealed interface Expression {
  DataType type();

  Shape shape();

  int offset();

  /// What it is computed from, in order.
  default List<Expression> operands() {
    return switch (this) {
      case Literal _, Input _, Extent _ -> List.of();
      case Cast cast -> List.of(cast.operand());
      case Unary unary -> List.of(unary.operand());
      case Binary binary -> List.of(binary.left(), binary.right());
      case Comparison comparison -> List.of(comparison.left(), comparison.right());
      case Call call -> call.arguments();
      case Reduce reduce -> reduce.arguments();
      case Use use -> List.of(use.definition().value());
      case Element element -> element.indices();
      case Apply apply -> apply.operands();
    };
  }

  record Literal(Scalar value, int offset) implements Expression {
    @Override
    public DataType type() {
      return value.type();
    }

    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }
  }

  record Input(String name, ArrayType arrayType, int offset) implements Expression {
    @Override
    public DataType type() {
      return arrayType.type();
    }

    @Override
    public Shape shape() {
      return arrayType.shape();
    }
  }

  /// The value of a definition. Many uses may share one, so whoever walks a tree walks into a
  /// definition once only.
  record Use(Definition definition, int offset) implements Expression {
    @Override
    public DataType type() {
      return definition.value().type();
    }

    @Override
    public Shape shape() {
      return definition.value().shape();
    }
  }

  /// A conversion between different types: to bool by `!= 0`; between integers by wrapping, or as a
  /// fault where overflow is an error; from integers to floats by rounding to nearest even; from
  /// floats to integers by truncation, with NaN giving 0 and values outside the range the nearest
  /// bound (Java's rule).
  record Cast(Expression operand, DataType type, int offset) implements Expression {
    @Override
    public Shape shape() {
      return operand.shape();
    }
  }

  record Unary(UnaryOperator operator, Expression operand, int offset) implements Expression {
    @Override
    public DataType type() {
      return operand.type();
    }

    @Override
    public Shape shape() {
      return operand.shape();
    }
  }

  /// Both operands and the result have one type. ADD and MULTIPLY of bools are `or` and `and`.
  record Binary(BinaryOperator operator, Expression left, Expression right, Shape shape, int offset)
      implements Expression {
    @Override
    public DataType type() {
      return left.type();
    }
  }

  /// Both operands have one type; the result is bool.
  record Comparison(
      ComparisonOperator operator, Expression left, Expression right, Shape shape, int offset)
      implements Expression {
    @Override
    public DataType type() {
      return DataType.BOOL;
    }
  }

  /// An elementwise function. Arguments already have the types the function works in: for `where` a
  /// bool condition and two operands of the result's type, for the predicates (`isnan`, …) a
  /// numeric operand, for `isin` the compared type, for the logical functions bool, for all others
  /// the result's type. `round` to decimals has an int64 literal after its operand. The shape of
  /// `isin` is that of its first argument.
  record Call(
      ElementwiseFunction function,
      List<Expression> arguments,
      DataType type,
      Shape shape,
      int offset)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// A reduction of `arguments` (one operand; `dot` has two of one type, `quantile` has the operand
  /// and a 0-d float64 for q) over the given dimensions of the operands' broadcast shape.
  ///
  /// @param axes the reduced dimensions, ascending, counted from the outermost (0); for a
  ///   whole-array reduction all of them
  /// @param keepDimensions whether reduced dimensions stay with extent 1 (already in `shape`)
  /// @param ddof "delta degrees of freedom" of var and std; 0 for the others
  record Reduce(
      ReductionFunction function,
      List<Expression> arguments,
      List<Integer> axes,
      boolean keepDimensions,
      long ddof,
      DataType type,
      Shape shape,
      int offset)
      implements Expression {
    public Reduce {
      arguments = List.copyOf(arguments);
      axes = List.copyOf(axes);
    }
  }

  /// One element of an array of a caller's function; only within such a function.
  ///
  /// @param array the parameter or local array
  /// @param indices int64 values, one for each dimension; negative ones count from the end. One
  ///   outside the array is a fault.
  record Element(String array, List<Expression> indices, DataType type, int offset)
      implements Expression {
    public Element {
      indices = List.copyOf(indices);
    }

    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }
  }

  /// The int64 extent of a dimension of an array of a caller's function; only within such a
  /// function.
  ///
  /// @param dimension from 0, the outermost
  record Extent(String array, int dimension, int offset) implements Expression {
    @Override
    public DataType type() {
      return DataType.INT64;
    }

    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }
  }

  /// One of the values that a caller's own function returns. Calls that differ in `result` alone
  /// are one call.
  ///
  /// @param arguments one for each parameter, in order, already of the parameter's type
  /// @param result which of the values, from 0
  /// @param shape the broadcast shape of the items
  record Apply(Callee callee, List<Argument> arguments, int result, Shape shape, int offset)
      implements Expression {
    public Apply {
      arguments = List.copyOf(arguments);
    }

    @Override
    public DataType type() {
      return callee.results().get(result);
    }

    @Override
    public List<Expression> operands() {
      return arguments.stream()
          .<Expression>mapMulti(
              (argument, sink) -> {
                switch (argument) {
                  case Item(Expression value) -> sink.accept(value);
                  case Whole(Expression array) -> sink.accept(array);
                  case Named _ -> {}
                }
              })
          .toList();
    }

    /// What a parameter is given.
    public sealed interface Argument {}

    /// A value for each item. Items broadcast against each other.
    public record Item(Expression value) implements Argument {}

    /// An array, which every item sees whole.
    public record Whole(Expression array) implements Argument {}

    /// An array of the function that contains the call, by its name.
    public record Named(String array) implements Argument {}
  }
}
