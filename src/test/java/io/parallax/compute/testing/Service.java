package io.parallax.compute.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parallax.array.Distribution;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.array.Random;
import io.parallax.compute.Arrival;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.ComputeRunner;
import io.parallax.compute.HeapBudget;
import io.parallax.compute.Options;
import io.parallax.error.ComputeException;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// The service without HTTP, wired as it will be, with settings of a test's own.
public final class Service implements AutoCloseable {
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  private Service(Map<String, Object> settings) {
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.scan("io.parallax.executor", "io.parallax.strategy", "io.parallax.compute");
    context.refresh();
  }

  public static Service start() {
    return new Service(Map.of());
  }

  /// Starts a service without HTTP.
  ///
  /// @param settings such as `parallax.limits.memory`
  public static Service start(Map<String, Object> settings) {
    return new Service(settings);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public ComputeRunner runner() {
    return bean(ComputeRunner.class);
  }

  public MemoryBudget budget() {
    return bean(MemoryBudget.class);
  }

  /// Runs a request and looks at its answer before the memory is given back.
  public <T> T answer(ComputeRequest request, Function<ComputeResult, T> look) {
    return answer(request, deadline(), look);
  }

  public <T> T answer(ComputeRequest request, Deadline deadline, Function<ComputeResult, T> look) {
    try (Reservation reservation = budget().reserve(0)) {
      return look.apply(run(request, reservation, deadline));
    }
  }

  public ComputeResult run(ComputeRequest request, Reservation reservation) {
    return run(request, reservation, deadline());
  }

  private ComputeResult run(ComputeRequest request, Reservation reservation, Deadline deadline) {
    try (HeapBudget.Share heap = runner().reserve(request, deadline, () -> {})) {
      return runner().run(request, new Arrival(reservation, heap, deadline, 0, 0));
    }
  }

  /// The one element of an evaluation's result.
  public double value(String expression, Map<String, Input> inputs) {
    return answer(
        new ComputeRequest.Evaluate(expression, inputs, Options.DEFAULT),
        result -> array(result, "result").doubleAt(0));
  }

  public static NDArray array(ComputeResult result, String name) {
    return Objects.requireNonNull(result.arrays().get(name), name);
  }

  /// A sent array, in memory of the reservation.
  public static Input.Literal literal(Reservation reservation, double... values) {
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(values.length));
    reservation.grow(NDArray.chargedBytes(type));
    NDArray array = NDArray.allocate(type, reservation);
    for (int at = 0; at < values.length; at++) {
      array.setBitsAt(at, Double.doubleToRawLongBits(values[at]));
    }
    return new Input.Literal(array);
  }

  public static Input uniform(long seed, long... extents) {
    return new Random(Distribution.Uniform.DEFAULT, Shape.of(extents), seed);
  }

  public static Deadline deadline() {
    return Deadline.after(System.nanoTime(), Duration.ofSeconds(50));
  }

  public static ComputeException failure(ThrowingCallable call) {
    return Objects.requireNonNull(
        Assertions.catchThrowableOfType(ComputeException.class, call), "no failure");
  }

  @Override
  public void close() {
    context.close();
  }
}
