package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;

/// Elements that have been collected and become an array when its shape is known.
public sealed interface CollectedElements permits ArrayBuilder, ArrayParts {
  /// Whether this type was declared before the first element.
  boolean isOf(StorageType type);

  /// Makes the integers floats if the type is inferred.
  void becomeFloating();

  /// Makes the array. Nothing else can be called afterwards.
  ///
  /// @throws ComputeException INVALID_INPUT when the shape has another number of elements;
  ///   TOO_LARGE or MEMORY_EXHAUSTED as [io.parallax.memory.Reservation#grow]
  NDArray finish(Shape shape);
}
