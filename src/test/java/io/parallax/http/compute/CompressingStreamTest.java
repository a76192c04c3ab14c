package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressingStreamTest {
  private static final int LIMIT = 1_000;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  private void write(AnswerCoding coding, int limit, byte[] answer) throws IOException {
    try (CompressingStream stream = new CompressingStream(sent, limit, coding::open)) {
      stream.write(answer[0]);
      for (int at = 1; at < answer.length; at += 300) {
        stream.write(answer, at, Math.min(300, answer.length - at));
        stream.flush();
      }
      stream.finish();
    }
  }

  private byte[] unpacked(AnswerCoding coding) throws IOException {
    InputStream packed = new ByteArrayInputStream(sent.toByteArray());
    try (InputStream unpacking =
        switch (coding) {
          case ZSTD -> new ZstdInputStream(packed);
          case GZIP -> new GZIPInputStream(packed);
        }) {
      return unpacking.readAllBytes();
    }
  }

  private static byte[] digits(int count) {
    Random random = new Random(1);
    byte[] digits = new byte[count];
    for (int index = 0; index < count; index++) {
      digits[index] = (byte) ('0' + random.nextInt(10));
    }
    return digits;
  }

  @ParameterizedTest
  @EnumSource
  void compressesALongAnswer(AnswerCoding coding) throws IOException {
    byte[] answer = digits(500_000);

    write(coding, LIMIT, answer);

    assertThat(unpacked(coding)).isEqualTo(answer);
    assertThat(sent.size()).isLessThan(answer.length * 6 / 10);
  }

  @ParameterizedTest
  @EnumSource
  void leavesAShortAnswerAsItIs(AnswerCoding coding) throws IOException {
    byte[] answer = digits(LIMIT);

    write(coding, LIMIT, answer);

    assertThat(sent.toByteArray()).isEqualTo(answer);
  }

  @ParameterizedTest
  @EnumSource
  void compressesEveryAnswerWithoutALimit(AnswerCoding coding) throws IOException {
    byte[] answer = digits(10);

    write(coding, 0, answer);

    assertThat(unpacked(coding)).isEqualTo(answer);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerThatBreaksOffHasNoEnd(AnswerCoding coding) throws IOException {
    byte[] answer = digits(500_000);
    int before;
    try (CompressingStream stream = new CompressingStream(sent, LIMIT, coding::open)) {
      stream.write(answer, 0, answer.length / 2);
      before = sent.size();
    }

    assertThat(sent.size()).isEqualTo(before).isPositive();
    byte[] part = sent.toByteArray();
    sent.reset();
    write(coding, LIMIT, Arrays.copyOf(answer, answer.length / 2));
    assertThat(sent.size()).isGreaterThan(part.length);
  }

  @Test
  void writesToTheTargetWhereItIsNotCompressed() throws IOException {
    byte[] answer = digits(3 * LIMIT);
    try (CompressingStream stream = new CompressingStream(sent, LIMIT, target -> target)) {
      stream.write(answer, 0, answer.length);
      stream.finish();
    }

    assertThat(sent.toByteArray()).isEqualTo(answer);
  }
}
