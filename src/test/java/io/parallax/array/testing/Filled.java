package io.parallax.array.testing;

import io.parallax.array.Generator;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Generators and arrays as plain Java arrays, and what failures say.
public final class Filled {
  private Filled() {}

  public static double[] doubles(Generator generator) {
    try (Reservation reservation = reservationFor(generator)) {
      return doubles(array(generator, reservation));
    }
  }

  public static double[] doubles(NDArray array) {
    return IntStream.range(0, Math.toIntExact(array.elementCount()))
        .mapToDouble(array::doubleAt)
        .toArray();
  }

  public static long[] longs(Generator generator) {
    try (Reservation reservation = reservationFor(generator)) {
      return longs(array(generator, reservation));
    }
  }

  public static long[] longs(NDArray array) {
    return IntStream.range(0, Math.toIntExact(array.elementCount()))
        .mapToLong(array::longAt)
        .toArray();
  }

  public static long[] bits(NDArray array) {
    return IntStream.range(0, Math.toIntExact(array.elementCount()))
        .mapToLong(array::bitsAt)
        .toArray();
  }

  /// The generator's whole array, filled in one call.
  public static NDArray array(Generator generator, Reservation reservation) {
    NDArray array = NDArray.allocate(generator.arrayType(), reservation);
    generator.fill(array.segment(), 0, array.elementCount());
    return array;
  }

  public static Reservation reservationFor(Generator generator) {
    long bytes = NDArray.chargedBytes(generator.arrayType());
    return new MemoryBudget(bytes).reserve(bytes);
  }

  /// The contract's failure that the call throws.
  public static ComputeException failure(ThrowingCallable call) {
    return Objects.requireNonNull(Assertions.catchThrowableOfType(ComputeException.class, call));
  }

  public static ErrorCode failureCode(ThrowingCallable call) {
    return failure(call).code();
  }
}
