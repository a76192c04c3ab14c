package io.parallax.format.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.Summaries;
import io.parallax.compute.Summary;
import io.parallax.error.ComputeException;
import io.parallax.executor.thread.ProgramRunner;
import io.parallax.executor.thread.SequentialExecutor;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.json.RequestReader;
import io.parallax.kernel.interpreter.Interpreter;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Reads bodies for a test and sees to it that no memory is left behind.
public final class JsonBodies implements AfterEachCallback {
  public static final int MAX_NAMES = 8;
  public static final int MAX_NAME_LENGTH = 32;
  public static final int MAX_ELEMENTS = 100_000;
  public static final ComputeProperties LIMITS =
      new ComputeProperties(
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          MAX_NAMES,
          MAX_NAME_LENGTH,
          MAX_NAMES,
          MAX_ELEMENTS,
          null);

  private final MemoryBudget budget = new MemoryBudget(64 << 20);
  private final Reservation reservation = budget.reserve(0);
  private final RequestReader reader = new RequestReader(LIMITS);

  public Decoded evaluate(String body) {
    return read(reader::evaluate, body);
  }

  public Decoded filter(String body) {
    return read(reader::filter, body);
  }

  public Decoded reduce(String body) {
    return read(reader::reduce, body);
  }

  public Decoded map(String body) {
    return read(reader::map, body);
  }

  /// The summary of an array of this test.
  public Summary summary(NDArray array) {
    Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMinutes(1));
    Summaries summaries =
        new Summaries(new SequentialExecutor(new ProgramRunner(new Interpreter())), 1, soon);
    reservation.grow(summaries.bytes(array.arrayType()));
    return summaries.of(array, reservation);
  }

  public ExplainRequest explain(String body) {
    return read(reader::explain, body);
  }

  public Decoded evaluate(InputStream body, Deadline deadline) throws IOException {
    return reader.evaluate(body, reservation, deadline);
  }

  /// The only input, named `a`, of an evaluation.
  public Input input(String json) {
    Decoded decoded = evaluate(around(json));
    return requireNonNull(decoded.request().inputs().get("a"));
  }

  /// As [#input], which is a literal.
  public NDArray array(String json) {
    Input input = input(json);
    assertThat(input).isInstanceOf(Input.Literal.class);
    return ((Input.Literal) input).array();
  }

  /// Why an evaluation is refused.
  public ComputeException refusal(String body) {
    return catchThrowableOfType(ComputeException.class, () -> evaluate(body));
  }

  /// Why an evaluation with this input, named `a`, is refused.
  public ComputeException inputRefusal(String json) {
    return refusal(around(json));
  }

  public static String around(String input) {
    return "{\"expression\":\"a\",\"inputs\":{\"a\":" + input + "}}";
  }

  public static Deadline far() {
    return Deadline.after(System.nanoTime(), Duration.ofHours(1));
  }

  public static ComputeRequest.Filter filterOf(Decoded decoded) {
    return (ComputeRequest.Filter) decoded.request();
  }

  private <T> T read(Form<T> form, String body) {
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return form.read(new MemoryBody(bytes), reservation, far());
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
    assertThat(budget.reservationCount()).isZero();
  }

  private interface Form<T> {
    T read(InputStream body, Reservation reservation, Deadline deadline) throws IOException;
  }
}
