package io.parallax.format.json;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest.Evaluate;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Options;
import io.parallax.compute.Timings;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.Decoded;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.format.json.scan.ArrayScan;
import io.parallax.format.testing.MemoryBody;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.strategy.Decision;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reading and writing an array of float64, and the plainest loop over Jackson's streams, from and
/// to a `double[]` and without any check, to compare with.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonCodecBenchmark {
  /// Elements of the array.
  @Param({"1000000"})
  public int elementCount;

  /// The most threads of one reading or writing.
  @Param({"1", "2"})
  public int cores = 1;

  private final JsonFactory jackson = new JsonFactory();
  private final ComputeProperties limits =
      new ComputeProperties(
          Duration.ofMinutes(1), Duration.ofMinutes(1), 1, 64, 1, 100_000_000, null);
  private RequestReader reader = new RequestReader(limits);
  private ResponseWriter writer = new ResponseWriter();
  private Optional<CorePool> pool = Optional.empty();
  private final OutputOptions all = new OutputOptions(Values.ALL, 0, Int64As.NUMBER);
  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private final Reservation reservation = budget.reserve(0);

  private double[] values = {};
  private byte[] arrayBytes = {};
  private byte[] bodyBytes = {};
  private ComputeResult result = result(Map.of());

  /// Makes uniform values in [0, 1), which have about 17 digits.
  @Setup
  public void prepare() {
    pool = cores == 1 ? Optional.empty() : Optional.of(new CorePool(cores));
    ArrayScan arrays = pool.map(ArrayScan::with).orElseGet(ArrayScan::alone);
    reader = new RequestReader(limits, _ -> false, arrays);
    writer = pool.map(ResponseWriter::new).orElseGet(ResponseWriter::new);
    values = new Random(1).doubles(elementCount).toArray();
    String array =
        Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(",", "[", "]"));
    arrayBytes = array.getBytes(StandardCharsets.US_ASCII);
    bodyBytes =
        ("{\"expression\":\"a\",\"inputs\":{\"a\":" + array + "}}")
            .getBytes(StandardCharsets.US_ASCII);
    ArrayType type = new ArrayType(DataType.FLOAT64, Shape.of(elementCount));
    reservation.grow(NDArray.chargedBytes(type));
    NDArray stored = NDArray.allocate(type, reservation);
    for (int index = 0; index < elementCount; index++) {
      stored.setBitsAt(index, Double.doubleToRawLongBits(values[index]));
    }
    result = result(Map.of("result", stored));
  }

  @TearDown
  public void release() {
    reservation.close();
    pool.ifPresent(CorePool::close);
  }

  /// The last element read by the plain loop.
  @Benchmark
  public double readPlainly() {
    double[] read = new double[elementCount];
    int count = 0;
    try (JsonParser parser =
        jackson.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(arrayBytes))) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        read[count++] = parser.getDoubleValue();
      }
    }
    return read[count - 1];
  }

  /// The last element read from a whole body in memory.
  @Benchmark
  public double read() throws IOException {
    try (Reservation memory = budget.reserve(0)) {
      Decoded decoded =
          reader.evaluate(
              new MemoryBody(bodyBytes),
              memory,
              Deadline.after(System.nanoTime(), Duration.ofMinutes(1)));
      return switch (decoded.request().inputs().get("a")) {
        case Input.Literal literal -> literal.array().doubleAt(elementCount - 1L);
        case null, default -> throw new AssertionError("not read as an array");
      };
    }
  }

  /// The bytes written by the plain loop.
  @Benchmark
  public long writePlainly() {
    CountingStream stream = new CountingStream();
    try (JsonGenerator generator = jackson.createGenerator(ObjectWriteContext.empty(), stream)) {
      generator.writeStartArray();
      for (double value : values) {
        generator.writeNumber(value);
      }
      generator.writeEndArray();
    }
    return stream.count;
  }

  private static final Evaluate REQUEST = new Evaluate("a", Map.of(), Options.DEFAULT);

  /// The bytes of a whole answer.
  @Benchmark
  public long write() throws IOException {
    CountingStream stream = new CountingStream();
    writer.write(REQUEST, result, result.timings(), all, stream);
    return stream.count;
  }

  private static ComputeResult result(Map<String, NDArray> arrays) {
    return new ComputeResult(
        arrays,
        OptionalLong.empty(),
        OptionalLong.empty(),
        new ComputeResult.Execution(new Decision("sequential", 1, "", List.of()), 1, 0),
        new Timings(0, 0, 0, 0, 0, 0, 0));
  }

  /// Counts what it is given.
  private static final class CountingStream extends OutputStream {
    private long count;

    @Override
    public void write(int unit) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      count += length;
    }
  }
}
