package io.parallax.kernel.block.loop;

import io.parallax.type.DataType;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Vector species of element types.
public final class Species {
  public static final ByteOrder ORDER = ByteOrder.nativeOrder();

  /// The size of this machine's vectors in bits.
  public static final int BITS = VectorShape.preferredShape().vectorBitSize();

  private Species() {}

  /// The species with the widest vectors.
  public static VectorSpecies<Lane> of(DataType type) {
    return erased(ofShape(type, VectorShape.preferredShape()));
  }

  /// The species with this number of lanes.
  public static VectorSpecies<Lane> of(DataType type, int lanes) {
    return erased(ofShape(type, VectorShape.forBitSize(lanes * type.byteWidth() * Byte.SIZE)));
  }

  /// The species for the bytes of this number of bools; at least eight bytes.
  public static VectorSpecies<Byte> ofBools(int lanes) {
    return ByteVector.SPECIES_64.withShape(
        VectorShape.forBitSize(Math.max(lanes, Long.BYTES) * Byte.SIZE));
  }

  /// The conversion by value from one numeric type to another.
  @SuppressWarnings("unchecked")
  public static VectorOperators.Conversion<Lane, Lane> conversion(DataType from, DataType to) {
    VectorOperators.Conversion<?, ?> conversion =
        VectorOperators.Conversion.ofCast(of(from).elementType(), of(to).elementType());
    return (VectorOperators.Conversion<Lane, Lane>) conversion;
  }

  /// A vector with the element of these bits in every lane.
  public static Vector<Lane> repeated(DataType type, long bits) {
    VectorSpecies<Lane> species = of(type);
    Vector<Lane> pattern = of(DataType.INT64).broadcast(bits);
    return type == DataType.INT64 ? pattern : pattern.reinterpretShape(species, 0);
  }

  @SuppressWarnings("unchecked")
  private static VectorSpecies<Lane> erased(VectorSpecies<?> species) {
    return (VectorSpecies<Lane>) species;
  }

  private static VectorSpecies<?> ofShape(DataType type, VectorShape shape) {
    return switch (type) {
      case BOOL -> ByteVector.SPECIES_64.withShape(shape);
      case INT32 -> IntVector.SPECIES_64.withShape(shape);
      case INT64 -> LongVector.SPECIES_64.withShape(shape);
      case FLOAT32 -> FloatVector.SPECIES_64.withShape(shape);
      case FLOAT64 -> DoubleVector.SPECIES_64.withShape(shape);
    };
  }
}
