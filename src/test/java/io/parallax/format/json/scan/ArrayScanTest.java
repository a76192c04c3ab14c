package io.parallax.format.json.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.compute.ComputeProperties;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.json.RequestReader;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.MemoryBody;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayScanTest {
  private static final CorePool POOL = new CorePool(3);
  private static final List<StorageType> TYPES = List.of(StorageType.values());

  private final MemoryBudget budget = new MemoryBudget(256 << 20);
  private final Reservation reservation = budget.reserve(0);

  @AfterEach
  void release() {
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
  }

  @AfterAll
  static void stop() {
    POOL.close();
  }

  @ParameterizedTest
  @CsvSource({"8, 16", "40, 100", "1000, 3000"})
  void readsTheSameAndComplainsTheSameAsReadingTokenByToken(long first, long each)
      throws IOException {
    RequestReader reader = reader(ArrayScan.with(POOL, new Chunks.Sizes(first, each)));
    ArrayTexts texts = new ArrayTexts(first);
    Random random = new Random(each);
    for (int count = 0; count < 3_000; count++) {
      String body = body(texts, random);

      assertThat(read(reader, new MemoryBody(body.getBytes(StandardCharsets.UTF_8))))
          .as(body)
          .isEqualTo(read(reader, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    }
  }

  /// A body with two inputs of any form, the second one to show whether reading goes on rightly.
  private static String body(ArrayTexts texts, Random random) {
    String first = texts.next();
    String second = texts.next();
    StorageType type = TYPES.get(random.nextInt(TYPES.size()));
    String described =
        switch (random.nextInt(3)) {
          case 0 -> first;
          case 1 -> "{\"dtype\":\"%s\",\"values\":%s}".formatted(type, first);
          default -> "{\"values\":%s,\n\"dtype\":\"%s\"}".formatted(first, type);
        };
    return "{\"expression\":\"a\",\n \"inputs\":{\"a\":%s,\"[b\":%s,\"c\":1}%s"
        .formatted(described, second, random.nextInt(8) == 0 ? "" : "}");
  }

  @Test
  void readsLargeArraysTheSame() throws IOException {
    RequestReader reader = reader(ArrayScan.with(POOL));
    Random random = new Random(5);
    String values =
        random.doubles(150_000).mapToObj(Double::toString).collect(Collectors.joining(", "));
    String matrix =
        random
            .ints(90_000, -99, 99)
            .mapToObj(value -> "[" + value + "," + value % 7 + "]")
            .collect(Collectors.joining(",\r\n"));
    String body =
        "{\"expression\":\"a\",\"inputs\":{\"a\":[%s],\"b\":[%s],\"c\":[1,2.5]}}x"
            .formatted(values, matrix);
    for (String each : new String[] {body, body.substring(0, body.length() - 1)}) {
      assertThat(read(reader, new MemoryBody(each.getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(read(reader, new ByteArrayInputStream(each.getBytes(StandardCharsets.UTF_8))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1]",
        " -1 , 2.5e-3, null , \"NaN\",\"Infinity\",\"-Infinity\", -0 ]x",
        "[1,2],[3,4]]",
        "[[1,2]],\n[[3,4]],[[5, 6]] ] , [",
        "9223372036854775807,1e308,4.9e-324]",
        "0.00000000000000000000000000000012345678901234567]"
      })
  void readsWhatIsRightAndUsual(String text) {
    assertThat(scan(text, Optional.empty())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "]",
        "[]]",
        "true]",
        "1,]",
        "1,\"2\"]",
        "[1,2],[3]]",
        "[1],2]",
        "1,[2]]",
        "1e400]",
        "9223372036854775808]",
        "-0,1]",
        "1",
        "1,2",
        "1 2]",
        "01]"
      })
  void leavesAnythingElseToOthersAndKeepsNoMemory(String text) {
    assertThat(scan(text, Optional.empty())).isEmpty();
  }

  @Test
  void leavesArraysOfMoreElementsThanAllowedToOthers() {
    MemoryBody body = new MemoryBody("1,2,3]".getBytes(StandardCharsets.UTF_8));

    assertThat(ArrayScan.alone().scan(body, Optional.empty(), 2, reservation, JsonBodies.far()))
        .isEmpty();
    assertThat(body.remaining()).isEqualTo(6);
  }

  @Test
  void leavesArraysForWhichThereIsTooLittleMemoryToOthers() {
    MemoryBudget small = new MemoryBudget(1 << 20);
    byte[] text = ("1" + ",1".repeat(200_000) + "]").getBytes(StandardCharsets.UTF_8);
    try (Reservation few = small.reserve(0)) {
      assertThat(
              ArrayScan.alone()
                  .scan(
                      new MemoryBody(text),
                      Optional.empty(),
                      Long.MAX_VALUE,
                      few,
                      JsonBodies.far()))
          .isEmpty();
      assertThat(few.bytes()).isZero();
    }
  }

  @Test
  void endsWithTheDeadline() {
    byte[] text = ("1" + ",1".repeat(200_000) + "]").getBytes(StandardCharsets.UTF_8);
    Deadline over = Deadline.after(System.nanoTime() - 2, Duration.ofNanos(1));

    assertThatThrownBy(
            () ->
                ArrayScan.with(POOL)
                    .scan(
                        new MemoryBody(text), Optional.empty(), Long.MAX_VALUE, reservation, over))
        .isInstanceOfSatisfying(
            ComputeException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
  }

  @Test
  void tellsHowManyBytesAndLinesThereAre() {
    ScannedArray array = scan("\n[1,\r\n2],[3,4]\r\r ]}", Optional.empty()).orElseThrow();

    assertThat(array.byteCount()).isEqualTo(17);
    assertThat(array.lines().count()).isEqualTo(4);
    assertThat(array.lines().lastStart()).isEqualTo(16);
    assertThat(array.shape()).isEqualTo(Shape.of(2, 2));
  }

  private Optional<ScannedArray> scan(String text, Optional<StorageType> declared) {
    long before = reservation.bytes();
    Optional<ScannedArray> scanned =
        ArrayScan.with(POOL, new Chunks.Sizes(5, 7))
            .scan(
                new MemoryBody(text.getBytes(StandardCharsets.UTF_8)),
                declared,
                Long.MAX_VALUE,
                reservation,
                JsonBodies.far());
    assertThat(reservation.bytes()).isBetween(before, before + 64);
    return scanned;
  }

  private static RequestReader reader(ArrayScan arrays) {
    return new RequestReader(
        new ComputeProperties(
            Duration.ofMinutes(1), Duration.ofMinutes(1), 8, 64, 8, 1_000_000, null),
        _ -> false,
        arrays);
  }

  /// The inputs to the bit, or everything that is said against the body.
  private String read(RequestReader reader, InputStream body) throws IOException {
    try (Reservation memory = budget.reserve(0)) {
      Map<String, Input> inputs =
          reader.evaluate(body, memory, JsonBodies.far()).request().inputs();
      return inputs.entrySet().stream()
          .map(input -> input.getKey() + "=" + described(input.getValue()))
          .collect(Collectors.joining("\n"));
    } catch (ComputeException refused) {
      return "%s %s %s %s"
          .formatted(refused.code(), refused.pointer(), refused.detail(), refused.others());
    }
  }

  private static String described(Input input) {
    return switch (input) {
      case Input.Literal literal -> literal.typing() + " " + described(literal.array());
      default -> throw new AssertionError(input);
    };
  }

  private static String described(NDArray array) {
    long[] bits = new long[Math.toIntExact(array.elementCount())];
    Arrays.setAll(bits, array::bitsAt);
    return array.arrayType()
        + " "
        + (bits.length > 1_000 ? Arrays.hashCode(bits) + "" : Arrays.toString(bits));
  }
}
