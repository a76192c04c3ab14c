package io.parallax.kernel.llvm.emit;

import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.program.Table;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes lookups in tables. A table is one constant of the module, from which elements are
/// gathered, or loaded by a scalar. On targets with permutations of registers, the table is stored
/// in registers instead.
final class TableEmitter {
  private static final int ALIGNMENT = 64;

  private final Vectors vectors;
  private final IrText ir;
  private final boolean permutes;
  private final Map<Table, String> names = new HashMap<>();

  /// @param permutes see [Host.Traits]
  TableEmitter(Vectors vectors, IrText ir, boolean permutes) {
    this.vectors = vectors;
    this.ir = ir;
    this.permutes = permutes;
  }

  /// The table's elements at a vector of indices. Only the lowest bits of an index count, so no
  /// address lies outside the table.
  String lookUp(Table table, String index) {
    return permutes && !vectors.isScalar() && PermutationEmitter.fits(table)
        ? new PermutationEmitter(ir).lookUp(table, vectors, index)
        : gather(table, index);
  }

  private String gather(Table table, String index) {
    String name = names.computeIfAbsent(table, this::define);
    DataType type = table.type();
    DataType indexType = table.indexType();
    String indices = vectors.of(indexType);
    String last = vectors.constant(indexType, Integer.toString(table.size() - 1));
    String masked = ir.let("and " + indices + " " + index + ", " + last);
    if (vectors.isScalar()) {
      String place = ir.let(place(type, name, indices, masked));
      return ir.load(Vectors.element(type), place);
    }
    String places = ir.let(place(type, name, indices, masked));
    return ir.call(
        vectors.of(type),
        "llvm.masked.gather" + vectors.suffix(type) + vectors.suffix("p0"),
        new Argument(vectors.of("ptr"), places),
        new Argument("i32", Integer.toString(type.byteWidth())),
        new Argument(vectors.mask(), "splat (i1 true)"),
        new Argument(vectors.of(type), "poison"));
  }

  private static String place(DataType type, String name, String indexType, String index) {
    return "getelementptr "
        + Vectors.element(type)
        + ", ptr "
        + name
        + ", "
        + indexType
        + " "
        + index;
  }

  private String define(Table table) {
    String element = Vectors.element(table.type());
    String elements =
        IntStream.range(0, table.size())
            .mapToObj(at -> new Scalar(table.type(), table.bitsAt(at)))
            .map(value -> element + " " + Vectors.literal(value))
            .collect(Collectors.joining(", ", "[", "]"));
    String name = "@table." + names.size();
    ir.global(name, "[" + table.size() + " x " + element + "] " + elements, ALIGNMENT);
    return name;
  }
}
