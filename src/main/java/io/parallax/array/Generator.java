package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// An array described by a few parameters. Immutable and valid by construction. Constructors throw
/// [ComputeException] INVALID_ARGUMENT with a sentence for the caller, and TOO_LARGE for more
/// elements than a `long` counts.
///
/// Every element is a function of the parameters and its index alone, by operations whose bits Java
/// fixes. So an element is the same on every machine and however the filling is split.
public sealed interface Generator extends Input permits Random, Range, Linspace, Constant {
  /// Writes elements `from` (inclusive) to `to` (exclusive) of the array into its memory. Different
  /// ranges may be filled at the same time.
  ///
  /// @param target the memory of the whole array, element 0 first
  void fill(MemorySegment target, long from, long to);

  /// The same values as another type: floats are rounded to the nearest float32, integers must be
  /// exact in the new type.
  ///
  /// @throws ComputeException INVALID_ARGUMENT or INVALID_INPUT when the type cannot hold some
  ///   value
  Generator withType(DataType type);

  /// The approximate time in which one thread makes an element, in nanoseconds.
  default double nanosPerElement() {
    return 3;
  }

  /// The least and the greatest value if the values are integers, otherwise none.
  List<Long> extremes();

  /// The same values as a type in which arrays are stored and sent, of which each must be a value.
  ///
  /// @throws ComputeException INVALID_ARGUMENT or INVALID_INPUT when the type cannot hold some
  ///   value
  default Generator withType(StorageType type) {
    ElementConversion.require(
        type != StorageType.FLOAT16,
        "float16 is a dtype of values and constants; other generators give float32 or float64");
    Generator widened = withType(type.computing());
    extremes().forEach(value -> ElementConversion.integerBits(value, type));
    return widened;
  }
}
