package io.parallax.compute;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import io.parallax.function.Functions;
import io.parallax.language.Callables;
import java.util.Optional;
import java.util.function.Supplier;

/// The functions of a request as its texts call them, and where their failures are.
final class CallerFunctions {
  static final String POINTER = "/functions";

  private CallerFunctions() {}

  /// Reads the functions of a request.
  ///
  /// @throws ComputeException with pointer and place for what is wrong with the text
  static Callables of(ComputeRequest request) {
    return request.functions().equals(ComputeRequest.NO_FUNCTIONS)
        ? Callables.NONE
        : located(request, () -> Functions.parse(request.functions()));
  }

  /// The value of a computation whose failures within the functions get pointer, line and column.
  static <T> T located(ComputeRequest request, Supplier<T> computation) {
    try {
      return computation.get();
    } catch (ComputeException failure) {
      throw located(request, failure);
    }
  }

  /// The failure, with pointer, line and column if it is in the functions.
  static ComputeException located(ComputeRequest request, ComputeException failure) {
    Optional<SourcePosition> position = failure.position();
    boolean isInFunctions =
        !request.functions().equals(ComputeRequest.NO_FUNCTIONS)
            && position.map(SourcePosition::source).equals(Optional.of(request.functions()));
    ComputeException located =
        isInFunctions ? failure.at(position.orElseThrow().inLines()).atPointer(POINTER) : failure;
    return failure.others().isEmpty()
        ? located
        : located.with(failure.others().stream().map(other -> located(request, other)).toList());
  }
}
