package io.parallax.array;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// An array that has the same value everywhere, and the value's type.
public record Constant(Scalar value, Shape shape) implements Generator {
  @Override
  public Constant withType(DataType type) {
    return withType(StorageType.ofLabel(type.label()).orElseThrow());
  }

  @Override
  public Constant withType(StorageType type) {
    long bits =
        switch (value.type()) {
          case BOOL -> ElementConversion.boolBits(value.asBoolean(), type.computing());
          case INT32, INT64 -> ElementConversion.integerBits(value.bits(), type);
          case FLOAT32, FLOAT64 -> ElementConversion.floatBits(value.asDouble(), type);
        };
    return new Constant(new Scalar(type.computing(), bits), shape);
  }

  @Override
  public List<Long> extremes() {
    return value.type().isInteger() ? List.of(value.bits()) : List.of();
  }

  @Override
  public ArrayType arrayType() {
    return new ArrayType(value.type(), shape);
  }

  @Override
  public void fill(MemorySegment target, long from, long to) {
    BlockFill.checkRange(from, to, shape.elementCount());
    long bits = value.bits();
    switch (value.type()) {
      case BOOL -> target.asSlice(from, to - from).fill((byte) bits);
      case INT32, FLOAT32 -> {
        for (long i = from; i < to; i++) {
          target.setAtIndex(ValueLayout.JAVA_INT, i, (int) bits);
        }
      }
      case INT64, FLOAT64 -> {
        for (long i = from; i < to; i++) {
          target.setAtIndex(ValueLayout.JAVA_LONG, i, bits);
        }
      }
    }
  }
}
