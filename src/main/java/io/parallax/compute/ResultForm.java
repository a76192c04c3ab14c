package io.parallax.compute;

import io.parallax.array.NDArray;
import io.parallax.array.Narrowing;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.StorageType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// The form in which a request's results are wanted.
///
/// @param isSummarized whether a result of so many elements gets a summary
/// @param dtype the type in which results are sent; empty for the one they were computed in
public record ResultForm(LongPredicate isSummarized, Optional<StorageType> dtype) {
  /// The results as they are computed.
  public static final ResultForm AS_COMPUTED = new ResultForm(_ -> false, Optional.empty());

  /// The bytes to charge before results are narrowed.
  ///
  /// @param results types and largest shapes of the results
  long narrowingBytes(Stream<ArrayType> results) {
    return dtype
        .map(Narrowing::new)
        .map(narrowing -> results.mapToLong(narrowing::bytes).sum())
        .orElse(0L);
  }

  /// The results in the type in which they are sent, which is refused where it does not hold them.
  ///
  /// @param missing results that have no elements to narrow
  /// @param reservation has [#narrowingBytes] left
  /// @throws ComputeException INVALID_ARGUMENT with the result and the index of its first element
  ///   that does not fit
  Map<String, NDArray> narrowed(
      Map<String, NDArray> results,
      Set<String> missing,
      Reservation reservation,
      Deadline deadline) {
    if (dtype.isEmpty()) {
      return results;
    }
    Narrowing narrowing = new Narrowing(dtype.get());
    Map<String, NDArray> narrowed = new LinkedHashMap<>();
    for (Map.Entry<String, NDArray> result : results.entrySet()) {
      NDArray array = result.getValue();
      try {
        narrowed.put(
            result.getKey(),
            missing.contains(result.getKey())
                ? array
                : narrowing.of(array, reservation, deadline::check));
      } catch (ComputeException failure) {
        throw failure.code() == ErrorCode.INVALID_ARGUMENT
            ? refused(result.getKey(), failure)
            : failure;
      }
    }
    return narrowed;
  }

  /// The type and shape of a result in the type in which it is sent.
  ArrayType narrowed(ArrayType result) {
    return dtype.map(type -> new ArrayType(type.computing(), result.shape())).orElse(result);
  }

  private static ComputeException refused(String result, ComputeException failure) {
    return new ComputeException(
            ErrorCode.INVALID_ARGUMENT,
            "%s does not fit output.dtype: %s".formatted(result, failure.detail()))
        .atPointer("/output/dtype");
  }
}
