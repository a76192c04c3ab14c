package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes lookups in tables that fit one or two of x86's longest registers. One instruction that
/// permutes the elements of these registers looks up a whole register of indices. Like a lookup,
/// the instruction uses only the lowest bits of an index.
final class PermutationEmitter {
  private static final int REGISTER_BYTES = 64;

  private final IrText ir;

  PermutationEmitter(IrText ir) {
    this.ir = ir;
  }

  static boolean fits(Table table) {
    return table.size() <= 2 * registerLanes(table);
  }

  private static int registerLanes(Table table) {
    return REGISTER_BYTES / table.type().byteWidth();
  }

  /// The table's elements at a vector of indices. The vector's length may be any power of two.
  String lookUp(Table table, Vectors vectors, String index) {
    int lanes = vectors.lanes();
    int register = registerLanes(table);
    if (lanes == register) {
      return permute(table, new Vectors(register), index);
    }
    DataType type = table.type();
    if (lanes < register) {
      Vectors whole = new Vectors(register);
      String padded = join(vectors, table.indexType(), index, "zeroinitializer", whole);
      return new ArithmeticEmitter(whole, ir).slice(type, permute(table, whole, padded), 0, lanes);
    }
    Vectors half = new Vectors(lanes / 2);
    ArithmeticEmitter indices = new ArithmeticEmitter(vectors, ir);
    String low = lookUp(table, half, indices.slice(table.indexType(), index, 0, lanes / 2));
    String high =
        lookUp(table, half, indices.slice(table.indexType(), index, lanes / 2, lanes / 2));
    return join(half, type, low, high, vectors);
  }

  /// The elements of one vector, followed by the elements of another, up to the length of the
  /// whole.
  private String join(Vectors part, DataType type, String low, String high, Vectors whole) {
    String operands = part.of(type) + " " + low + ", " + part.of(type) + " " + high;
    String places =
        IntStream.range(0, whole.lanes())
            .mapToObj(at -> "i32 " + Math.min(at, 2 * part.lanes() - 1))
            .collect(Collectors.joining(", ", "<", ">"));
    return ir.let("shufflevector " + operands + ", " + whole.of("i32") + " " + places);
  }

  private String permute(Table table, Vectors register, String index) {
    Argument indices = new Argument(register.of(table.indexType()), index);
    String vector = register.of(table.type());
    Argument first = new Argument(vector, elements(table, 0, register.lanes()));
    if (table.size() <= register.lanes()) {
      return ir.call(vector, "llvm.x86.avx512.permvar." + one(table.type()), first, indices);
    }
    Argument second = new Argument(vector, elements(table, register.lanes(), register.lanes()));
    return ir.call(
        vector, "llvm.x86.avx512.vpermi2var." + two(table.type()), first, indices, second);
  }

  /// Elements of the table as a constant; a table that is shorter than the constant is repeated.
  private static String elements(Table table, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(at -> new Scalar(table.type(), table.bitsAt(at)))
        .map(value -> Vectors.element(table.type()) + " " + Vectors.literal(value))
        .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String one(DataType type) {
    return switch (type) {
      case FLOAT64 -> "df.512";
      case INT64 -> "di.512";
      case FLOAT32 -> "sf.512";
      case INT32 -> "si.512";
      case BOOL -> throw new IllegalArgumentException("a table of bools");
    };
  }

  private static String two(DataType type) {
    return switch (type) {
      case FLOAT64 -> "pd.512";
      case INT64 -> "q.512";
      case FLOAT32 -> "ps.512";
      case INT32 -> "d.512";
      case BOOL -> throw new IllegalArgumentException("a table of bools");
    };
  }
}
