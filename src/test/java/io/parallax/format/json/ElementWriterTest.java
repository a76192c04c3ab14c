package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.array.NDArray;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Detail;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.OutputOptions.Values;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementWriterTest {
  private static final int PIECE = 2_048;
  private static final CorePool POOL = new CorePool(3);

  private final Reservation reservation = new MemoryBudget(1L << 30).reserve(0);
  private final TextPieces pieces = new TextPieces(POOL, POOL.size());
  private final Random random = new Random(7);

  @AfterEach
  void release() {
    reservation.close();
  }

  @AfterAll
  static void stop() {
    POOL.close();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void writesTheSameTextOnOneAndOnSeveralCores(DataType type) throws IOException {
    int count = 100_003;
    NDArray array = random(type, count);
    for (Int64As int64 : Int64As.values()) {
      for (Float32As float32 : Float32As.values()) {
        OutputOptions options =
            new OutputOptions(Values.ALL, 0, int64, float32, Detail.FULL, Optional.empty());
        String expected = textOf(array, count, options);

        assertThat(written(array, count, options, TextPieces.NONE)).isEqualTo(expected);
        assertThat(written(array, count, options, pieces)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 511, 512, 513, 16_383, 16_384, 12 * PIECE - 1, 12 * PIECE, 12 * PIECE + 1})
  void writesEveryNumberOfElements(int count) throws IOException {
    NDArray array = random(DataType.FLOAT64, 30_000);

    assertThat(written(array, count, OutputOptions.DEFAULT, pieces))
        .isEqualTo(textOf(array, count, OutputOptions.DEFAULT));
  }

  @Test
  void writesAnArrayAloneWhileTooManyOthersTakeThePieces() throws IOException {
    NDArray array = random(DataType.FLOAT64, 30_000);
    Nested nested = new Nested(array);

    new ElementWriter(nested, OutputOptions.DEFAULT, pieces).write(array, 30_000);

    assertThat(nested.innermost.toString(StandardCharsets.US_ASCII))
        .isEqualTo(textOf(array, 30_000, OutputOptions.DEFAULT));
  }

  @Test
  void givesThePiecesBackWhenTheStreamBreaks() throws IOException {
    NDArray array = random(DataType.FLOAT64, 30_000);
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThatThrownBy(
              () ->
                  pieces.write(new ElementText(OutputOptions.DEFAULT), array, 30_000, new Broken()))
          .isInstanceOf(IOException.class);
    }

    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    assertThat(pieces.write(new ElementText(OutputOptions.DEFAULT), array, 30_000, stream))
        .isTrue();
  }

  private static String written(NDArray array, long count, OutputOptions options, TextPieces pieces)
      throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new ElementWriter(stream, options, pieces).write(array, count);
    return stream.toString(StandardCharsets.US_ASCII);
  }

  private NDArray random(DataType type, int count) {
    ArrayType arrayType = new ArrayType(type, Shape.of(count));
    reservation.grow(NDArray.chargedBytes(arrayType));
    NDArray array = NDArray.allocate(arrayType, reservation);
    for (int index = 0; index < count; index++) {
      array.setBitsAt(
          index,
          switch (type) {
            case BOOL -> random.nextInt(2);
            case INT32 -> random.nextInt() >> random.nextInt(32);
            case INT64 -> random.nextLong() >> random.nextInt(64);
            case FLOAT32 ->
                Float.floatToRawIntBits(
                    index % 3 == 0 ? random.nextFloat() : Float.intBitsToFloat(random.nextInt()));
            case FLOAT64 ->
                switch (index % 4) {
                  case 0 -> random.nextLong();
                  case 1 -> Double.doubleToRawLongBits(random.nextInt(1_000) / 100.0);
                  case 2 -> Double.doubleToRawLongBits(random.nextGaussian());
                  default -> Double.doubleToRawLongBits(index % 8 == 3 ? Double.NaN : -0.0);
                };
          });
    }
    return array;
  }

  /// The elements as the library writes numbers.
  private static String textOf(NDArray array, int count, OutputOptions options) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < count; index++) {
      text.append(index == 0 ? "" : ",");
      switch (array.type()) {
        case BOOL -> text.append(array.bitsAt(index) != 0);
        case INT32 -> text.append(array.bitsAt(index));
        case INT64 -> {
          boolean quoted = options.int64As() == Int64As.STRING;
          text.append(quoted ? "\"" : "").append(array.bitsAt(index)).append(quoted ? "\"" : "");
        }
        case FLOAT32 -> {
          double value = array.doubleAt(index);
          String decimal =
              options.float32As() == Float32As.DOUBLE
                  ? Double.toString(value)
                  : Float.toString((float) value);
          text.append(Double.isFinite(value) ? decimal : '"' + decimal + '"');
        }
        case FLOAT64 -> {
          double value = array.doubleAt(index);
          text.append(Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"");
        }
      }
    }
    return text.toString();
  }

  /// Writes the array again at the first bytes of each writing, four writings within each other.
  private final class Nested extends OutputStream {
    private final NDArray array;
    private final ByteArrayOutputStream innermost = new ByteArrayOutputStream();
    private int depth;

    private Nested(NDArray array) {
      this.array = array;
    }

    @Override
    public void write(int value) {
      throw new AssertionError();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (depth < 3) {
        depth++;
        OutputStream inner = depth < 3 ? this : innermost;
        new ElementWriter(inner, OutputOptions.DEFAULT, pieces).write(array, 30_000);
      }
    }
  }

  private static final class Broken extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      throw new IOException("broken");
    }
  }
}
