package io.parallax.executor.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ErrorCode;
import io.parallax.executor.worker.Command.EngineKind;
import io.parallax.executor.worker.Command.Extent;
import io.parallax.language.Weakness;
import io.parallax.program.ProgramSource;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Overflow;
import io.parallax.type.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
  private static final ProgramSource RECIPE =
      new ProgramSource(
          ProgramSource.Form.FILTER_VALUES,
          List.of(
              new ProgramSource.Text("predicate", "größe > 0"),
              new ProgramSource.Text("y", "größe * m")),
          List.of(new ProgramSource.Text("m", "max(größe)")),
          Map.of(
              "größe",
              new ArrayType(DataType.INT32, Shape.of(2, 3)),
              "s",
              new ArrayType(DataType.FLOAT64, Shape.SCALAR)),
          Overflow.WRAP,
          Map.of("s", Weakness.FLOAT),
          new ProgramSource.Functions("def f(x):\n    return x\n", 1L << 40, true));

  static Stream<Command> commands() {
    return Stream.of(
        new Command.Learn(63, RECIPE, -17),
        new Command.Work(
            1L << 40,
            3,
            2,
            EngineKind.NATIVE,
            7,
            -5,
            new Extent.Shared(64, 128),
            List.of(
                new Extent.Shared(0, 0),
                new Extent.Shared(1L << 41, 8),
                new Extent.OfFile("/proc/1/fd/7", true, 1L << 40, 8))));
  }

  static Stream<Reply> replies() {
    return Stream.of(
        new Reply.Ready(),
        new Reply.Done(7),
        new Reply.Refused(8, ErrorCode.INVALID_ARGUMENT, "'q' is between 0 and 1, not 2.0"),
        new Reply.Broken(9, "java.lang.Error"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsArriveAsTheyWereSent(Command command) throws IOException {
    assertThat(Commands.read(new ByteArrayInputStream(bytes(command)))).isEqualTo(command);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void repliesArriveAsTheyWereSent(Reply reply) throws IOException {
    assertThat(Replies.read(new ByteArrayInputStream(bytes(reply)))).isEqualTo(reply);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplyThatBreaksOffIsTheEnd(Reply reply) throws IOException {
    byte[] whole = bytes(reply);
    for (int length = 0; length < whole.length; length++) {
      ByteArrayInputStream part = new ByteArrayInputStream(whole, 0, length);
      assertThatThrownBy(() -> Replies.read(part)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void noBytesAreMoreThanAnIoException() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    byte[] whole = bytes(new Reply.Refused(8, ErrorCode.TOO_LARGE, "detail"));
    for (int round = 0; round < 20_000; round++) {
      byte[] garbled = whole.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt();
      }
      try {
        Reply reply = Replies.read(new ByteArrayInputStream(garbled));
        assertThat(reply).isNotNull();
      } catch (IOException refused) {
        assertThat(refused).isInstanceOfAny(GarbledException.class, EOFException.class);
      }
    }
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    byte[] other = bytes(new Reply.Ready());
    other[3]++;

    assertThatThrownBy(() -> Replies.read(new ByteArrayInputStream(other)))
        .isInstanceOf(GarbledException.class);
  }

  @Test
  void aLongDetailIsCut() throws IOException {
    Reply reply =
        Replies.read(new ByteArrayInputStream(bytes(new Reply.Broken(1, "é".repeat(90_000)))));

    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Broken.class, broken -> assertThat(broken.detail()).matches("é{2000}"));
  }

  private static byte[] bytes(Command command) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Commands.write(out, command);
    return out.toByteArray();
  }

  private static byte[] bytes(Reply reply) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Replies.write(out, reply);
    return out.toByteArray();
  }
}
