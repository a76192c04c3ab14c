package io.parallax.format.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.error.ComputeException;
import io.parallax.format.ArrayBody;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ArrayLimits;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import io.parallax.type.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Reads arrays for a test and sees to it that no memory is left behind.
public final class ArrayReading implements AfterEachCallback {
  private static final long MEMORY_BYTES = 64 << 20;
  private static final ArrayLimits LIMITS = ArrayLimits.ofInputs(JsonBodies.LIMITS);

  private final ArrayFormat format;
  private final MemoryBudget budget = new MemoryBudget(MEMORY_BYTES);
  private final Reservation reservation = budget.reserve(0);

  public ArrayReading(ArrayFormat format) {
    this.format = format;
  }

  /// The inputs of a body without a name, whose length is known.
  public Map<String, Input> read(byte[] bytes, Map<String, String> parameters) {
    return read(bytes, parameters, reservation);
  }

  /// The only array of a body without a name.
  public NDArray array(byte[] bytes, Map<String, String> parameters) {
    Map<String, Input> inputs = read(bytes, parameters);
    assertThat(inputs).hasSize(1);
    return array(inputs.values().iterator().next());
  }

  public NDArray array(byte[] bytes) {
    return array(bytes, Map.of());
  }

  public static NDArray array(Input input) {
    assertThat(input).isInstanceOf(Input.Literal.class);
    return ((Input.Literal) input).array();
  }

  /// As [#read], named by its part, from a stream that gives few bytes at a time.
  public Map<String, Input> slowly(String name, byte[] bytes, Map<String, String> parameters) {
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 7));
          }
        };
    return read(
        new ArrayBody(Optional.of(name), parameters, slow, Long.MAX_VALUE, LIMITS), reservation);
  }

  /// Why a body is refused. Everything it was charged is given back.
  public ComputeException refusal(byte[] bytes, Map<String, String> parameters) {
    try (Reservation own = budget.reserve(0)) {
      return catchThrowableOfType(ComputeException.class, () -> read(bytes, parameters, own));
    }
  }

  public ComputeException refusal(byte[] bytes) {
    return refusal(bytes, Map.of());
  }

  /// Reads damaged bytes. Only failures that are the caller's may come of them.
  ///
  /// @return whether the bytes were read
  public boolean survives(byte[] bytes, Map<String, String> parameters) {
    try (Reservation own = budget.reserve(0)) {
      read(bytes, parameters, own);
      return true;
    } catch (ComputeException refused) {
      boolean isTheCallers =
          switch (refused.code().category()) {
            case FORMAT, SYNTAX, SEMANTICS, ABSENCE, SIZE -> true;
            case CAPACITY, SOURCE, DEADLINE, CANCELLATION, INTERNAL -> false;
          };
      if (!isTheCallers) {
        throw refused;
      }
      return false;
    }
  }

  /// Cuts valid bytes at many places and changes bits of them, always in the same way.
  ///
  /// @param each gets the damaged bytes
  public static void damage(byte[] valid, int rounds, Consumer<byte[]> each) {
    damage(valid, rounds, 15, each);
  }

  /// As [#damage], in a way that the seed decides.
  public static void damage(byte[] valid, int rounds, long seed, Consumer<byte[]> each) {
    Random random = new Random(seed);
    for (int length = 0; length < valid.length; length += 1 + valid.length / 500) {
      each.accept(Arrays.copyOf(valid, length));
    }
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = valid.clone();
      for (int flip = random.nextInt(1, 4); flip > 0; flip--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      each.accept(damaged);
    }
  }

  /// The elements as text: `true`, `-1`, `2.5`.
  public static List<String> elements(NDArray array) {
    List<String> elements = new ArrayList<>();
    for (long i = 0; i < array.elementCount(); i++) {
      elements.add(element(array, i));
    }
    return elements;
  }

  private static String element(NDArray array, long index) {
    DataType type = array.type();
    return switch (type) {
      case BOOL -> String.valueOf(array.bitsAt(index) == 1);
      case INT32, INT64 -> String.valueOf(array.longAt(index));
      case FLOAT32, FLOAT64 -> String.valueOf(array.doubleAt(index));
    };
  }

  private Map<String, Input> read(byte[] bytes, Map<String, String> parameters, Reservation into) {
    return read(
        new ArrayBody(
            Optional.empty(), parameters, new ByteArrayInputStream(bytes), bytes.length, LIMITS),
        into);
  }

  private Map<String, Input> read(ArrayBody body, Reservation into) {
    try {
      return format.read(body, into, JsonBodies.far());
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
}
