package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.type.DataType;
import java.lang.foreign.MemorySegment;

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
}
