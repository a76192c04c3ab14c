package io.parallax.kernel.block.superoperator;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The names and types of the Vector API and of memory access that the code of superoperators uses.
final class VectorApi {
  static final ClassDesc VECTOR = desc(Vector.class);
  static final ClassDesc SPECIES = desc(VectorSpecies.class);
  static final ClassDesc MASK = desc(VectorMask.class);
  static final ClassDesc OPERATORS = desc(VectorOperators.class);
  static final ClassDesc BINARY = desc(VectorOperators.Binary.class);
  static final ClassDesc ASSOCIATIVE = desc(VectorOperators.Associative.class);
  static final ClassDesc TERNARY = desc(VectorOperators.Ternary.class);
  static final ClassDesc UNARY = desc(VectorOperators.Unary.class);
  static final ClassDesc COMPARISON = desc(VectorOperators.Comparison.class);
  static final ClassDesc SEGMENT = desc(MemorySegment.class);
  static final ClassDesc ORDER = desc(ByteOrder.class);

  /// Compares a vector with another vector and yields a mask.
  static final MethodTypeDesc COMPARE = MethodTypeDesc.of(MASK, COMPARISON, VECTOR);

  /// Replaces the lanes of a vector where a mask is set by the lanes of another vector.
  static final MethodTypeDesc BLEND = MethodTypeDesc.of(VECTOR, VECTOR, MASK);

  private VectorApi() {}

  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }
}
