package io.parallax.language.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Failures, also as text: the code and detail on the first line, the caret's two lines after it.
public final class Failures {
  private Failures() {}

  public static ComputeException of(ThrowingCallable action) {
    return assertThatExceptionOfType(ComputeException.class).isThrownBy(action).actual();
  }

  public static String show(ThrowingCallable action) {
    ComputeException failure = of(action);
    String caret = failure.position().map(SourcePosition::caret).map(c -> "\n" + c).orElse("");
    return failure.code() + ": " + failure.detail() + caret;
  }
}
