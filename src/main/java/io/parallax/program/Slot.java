package io.parallax.program;

import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;

/// A place for a dense row-major array while a [Program] runs: an input, an intermediate or a
/// result.
///
/// @param name the input's name; for other slots a label for people
/// @param arrayType for a compacted slot its capacity, 1-d; only inputs are stored in other types
///   than those that are computed in
/// @param role who provides the memory and the contents
/// @param countSlot index of the 0-d int64 slot that holds how many elements are really there, or
///   [#EXACT] when all are
public record Slot(String name, ArrayType arrayType, Role role, int countSlot) {
  public static final int EXACT = -1;

  public enum Role {
    /// Filled before the program starts; never written.
    INPUT,
    /// Uninitialised before the program starts; dropped after.
    INTERMEDIATE,
    /// Uninitialised before the program starts; handed to the caller.
    RESULT
  }

  public Slot {
    if (countSlot != EXACT && arrayType.shape().rank() != 1) {
      throw new IllegalArgumentException("a counted slot is 1-d, not " + arrayType.shape());
    }
    if (role != Role.INPUT && arrayType.storage().isNarrow()) {
      throw new IllegalArgumentException("only inputs are widened, not " + arrayType);
    }
  }

  public Slot(String name, DataType type, Shape shape, Role role, int countSlot) {
    this(name, new ArrayType(type, shape), role, countSlot);
  }

  public DataType type() {
    return arrayType.type();
  }

  public Shape shape() {
    return arrayType.shape();
  }
}
