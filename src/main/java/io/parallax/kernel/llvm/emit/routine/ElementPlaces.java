package io.parallax.kernel.llvm.emit.routine;

import io.parallax.kernel.llvm.emit.ArithmeticEmitter;
import io.parallax.kernel.llvm.emit.IrText;
import io.parallax.kernel.llvm.emit.IrText.Argument;
import io.parallax.kernel.llvm.emit.Vectors;
import io.parallax.program.Routine;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.List;

/// Writes where elements of arrays are, and reads and writes single elements.
final class ElementPlaces {
  private final Routine routine;
  private final IrText ir;
  private final RoutineArguments arguments;
  private final Vectors vectors;
  private final ArithmeticEmitter arithmetic;

  ElementPlaces(Routine routine, IrText ir, RoutineArguments arguments, Vectors vectors) {
    this.routine = routine;
    this.ir = ir;
    this.arguments = arguments;
    this.vectors = vectors;
    this.arithmetic = new ArithmeticEmitter(vectors, ir);
  }

  /// The place of an element.
  ///
  /// @param position row-major; any value where an index is outside
  /// @param isOutside whether an index is outside its dimension, as a mask
  record Place(String position, String isOutside) {}

  /// Reserves the local arrays of the function.
  ///
  /// @param items how many items have them at the same time
  void reserve(int items) {
    for (int array = routine.arrays().size(); array < arrayCount(); array++) {
      long elements = routine.locals().get(array - routine.arrays().size()).elementCount() * items;
      ir.variable(base(array), "[" + elements + " x " + stored(array) + "]");
    }
  }

  private int arrayCount() {
    return routine.arrays().size() + routine.locals().size();
  }

  String base(int array) {
    return routine.isLocal(array) ? "%local." + array : RoutineArguments.array(array);
  }

  /// The type of an element in memory.
  String stored(int array) {
    return routine.isLocal(array)
        ? Vectors.stored(routine.elementType(array))
        : Vectors.stored(routine.arrays().get(array).storage());
  }

  /// An index that is negative counts from the end. The comparison is unsigned, so one is enough.
  Place of(int array, List<String> indices) {
    DataType type = DataType.INT64;
    String wide = vectors.of(type);
    String position = "";
    String isOutside = "";
    for (int dimension = 0; dimension < indices.size(); dimension++) {
      String index = indices.get(dimension);
      String extent = arithmetic.broadcast("i64", arguments.extent(array, dimension));
      String isNegative = ir.let("icmp slt " + wide + " " + index + ", zeroinitializer");
      String moved = arithmetic.instruction("add", type, index, extent);
      String counted = arithmetic.select(type, isNegative, moved, index);
      String outside = ir.let("icmp uge " + wide + " " + counted + ", " + extent);
      if (dimension == 0) {
        position = counted;
        isOutside = outside;
      } else {
        String rows = arithmetic.instruction("mul", type, position, extent);
        position = arithmetic.instruction("add", type, rows, counted);
        isOutside = arithmetic.instruction("or", DataType.BOOL, isOutside, outside);
      }
    }
    return new Place(position, isOutside);
  }

  /// Reads one element, widened. Arrays that items read are never written while a function runs.
  String load(int array, String position) {
    String place = ir.element(stored(array), base(array), position);
    String loaded = ir.let("load " + stored(array) + ", ptr " + place + invariant(array));
    return widened(array, loaded);
  }

  /// Writes one element of a local array.
  void store(int array, String position, String value) {
    boolean isBool = routine.elementType(array) == DataType.BOOL;
    String stored = isBool ? ir.let("zext i1 " + value + " to i8") : value;
    ir.store(stored(array), stored, ir.element(stored(array), base(array), position));
  }

  /// Reads one element for each lane of a mask, widened; the others have 0.
  String gather(int array, String positions, String mask) {
    String vector = vectors.of(stored(array));
    String suffix = suffix(array);
    String loaded =
        ir.call(
            vector,
            "llvm.masked.gather" + suffix + vectors.suffix("p0"),
            new Argument(vectors.of("ptr"), places(array, positions)),
            new Argument("i32", Integer.toString(width(array))),
            new Argument(vectors.mask(), mask),
            new Argument(vector, "zeroinitializer"));
    return widened(array, loaded);
  }

  /// Writes one element of a local array for each lane of a mask.
  void scatter(int array, String positions, String values, String mask) {
    String vector = vectors.of(stored(array));
    String stored =
        routine.elementType(array) == DataType.BOOL
            ? ir.let("zext " + vectors.mask() + " " + values + " to " + vector)
            : values;
    ir.callVoid(
        "llvm.masked.scatter" + suffix(array) + vectors.suffix("p0"),
        new Argument(vector, stored),
        new Argument(vectors.of("ptr"), places(array, positions)),
        new Argument("i32", Integer.toString(width(array))),
        new Argument(vectors.mask(), mask));
  }

  /// Reads elements that are next to each other, one for each lane, widened.
  ///
  /// @param position of the first; in a local array counted with all lanes
  String row(int array, String position) {
    String place = ir.element(stored(array), base(array), position);
    return widened(
        array,
        ir.let(
            "load "
                + vectors.of(stored(array))
                + ", ptr "
                + place
                + ", align "
                + width(array)
                + invariant(array)));
  }

  /// Reads one element for all lanes, widened. The array is none of the items' own.
  String one(int array, String position) {
    String place = ir.element(stored(array), base(array), position);
    String loaded = ir.let("load " + stored(array) + ", ptr " + place + invariant(array));
    return widened(array, arithmetic.broadcast(stored(array), loaded));
  }

  /// Reads one element for each lane, widened. The array is none of the items' own.
  ///
  /// @param position the first lane's
  /// @param stride what the position of a lane has more than the one before
  String steps(int array, String position, String stride) {
    DataType type = DataType.INT64;
    String distances =
        arithmetic.instruction("mul", type, arithmetic.broadcast("i64", stride), vectors.iota());
    String positions =
        arithmetic.instruction("add", type, arithmetic.broadcast("i64", position), distances);
    return gather(array, positions, vectors.constant(DataType.BOOL, "true"));
  }

  /// Writes elements of a local array that are next to each other, for each lane of a mask.
  ///
  /// @param position counted with all lanes
  void storeRow(int array, String position, String values, String mask) {
    String vector = vectors.of(stored(array));
    String stored =
        routine.elementType(array) == DataType.BOOL
            ? ir.let("zext " + vectors.mask() + " " + values + " to " + vector)
            : values;
    ir.callVoid(
        "llvm.masked.store" + suffix(array) + ".p0",
        new Argument(vector, stored),
        new Argument("ptr", ir.element(stored(array), base(array), position)),
        new Argument("i32", Integer.toString(width(array))),
        new Argument(vectors.mask(), mask));
  }

  private String invariant(int array) {
    return routine.isLocal(array) ? "" : ", !invariant.load !2";
  }

  /// Makes one element of a local array 0 for each lane of a mask.
  void clear(int array, String position, String mask) {
    String first = ir.let("mul i64 " + position + ", " + vectors.lanes());
    storeRow(array, first, "zeroinitializer", mask);
  }

  /// The addresses of elements. An element of a local array is stored for all lanes together.
  private String places(int array, String positions) {
    String wide = vectors.of("i64");
    String at = positions;
    if (routine.isLocal(array)) {
      String lanes = vectors.constant(DataType.INT64, Integer.toString(vectors.lanes()));
      String first = arithmetic.instruction("mul", DataType.INT64, positions, lanes);
      at = arithmetic.instruction("add", DataType.INT64, first, vectors.iota());
    }
    return ir.let(
        "getelementptr " + stored(array) + ", ptr " + base(array) + ", " + wide + " " + at);
  }

  private String suffix(int array) {
    return routine.isLocal(array)
        ? vectors.storedSuffix(routine.elementType(array))
        : vectors.storedSuffix(routine.arrays().get(array).storage());
  }

  private int width(int array) {
    return routine.isLocal(array)
        ? routine.elementType(array).byteWidth()
        : routine.arrays().get(array).storage().byteWidth();
  }

  /// The value of stored elements, in the type that is computed in.
  String widened(int array, String stored) {
    StorageType storage =
        routine.isLocal(array)
            ? StorageType.of(routine.elementType(array))
            : routine.arrays().get(array).storage();
    String from = vectors.ofStored(storage);
    String to = vectors.of(storage.computing());
    return switch (storage) {
      case BOOL -> ir.let("icmp ne " + from + " " + stored + ", zeroinitializer");
      case INT8, INT16 -> ir.let("sext " + from + " " + stored + " to " + to);
      case UINT8, UINT16, UINT32 -> ir.let("zext " + from + " " + stored + " to " + to);
      case FLOAT16 -> ir.let("fpext " + from + " " + stored + " to " + to);
      case INT32, INT64, UINT64, FLOAT32, FLOAT64 -> stored;
    };
  }
}
