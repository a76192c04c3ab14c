package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
  @Test
  void agreesWithTheJdkOnEveryTwoBytesAloneAndContinued() {
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        assertAgreement(first, second);
        assertAgreement(first, second, 0x80);
        assertAgreement(first, second, 0xBF, 0x80);
        assertAgreement(first, second, 0x80, 0xC0);
      }
    }
  }

  @Test
  void agreesWithTheJdkOnRandomTextInPieces() {
    Random random = new Random(8);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = text(random).getBytes(StandardCharsets.UTF_8);
      if (round % 2 == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int cut = random.nextInt(bytes.length);
      Utf8Check check = new Utf8Check();
      boolean valid =
          check.firstInvalid(bytes, 0, cut) < 0
              && check.firstInvalid(bytes, cut, bytes.length) < 0
              && !check.isIncomplete();

      assertThat(valid).isEqualTo(isUtf8(bytes));
    }
  }

  @Test
  void namesTheFirstInvalidByte() {
    byte[] bytes = {
      'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF
    };

    assertThat(new Utf8Check().firstInvalid(bytes, 0, bytes.length)).isEqualTo(11);
  }

  private static void assertAgreement(int... units) {
    byte[] bytes = new byte[units.length];
    for (int index = 0; index < units.length; index++) {
      bytes[index] = (byte) units[index];
    }
    Utf8Check check = new Utf8Check();
    boolean valid = check.firstInvalid(bytes, 0, bytes.length) < 0 && !check.isIncomplete();
    if (valid != isUtf8(bytes)) {
      fail("%s is %s", HexFormat.of().formatHex(bytes), valid ? "accepted" : "refused");
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(1, 30); count > 0; count--) {
      int codePoint = random.nextInt(1 << random.nextInt(1, 21));
      text.appendCodePoint(codePoint >= 0xD800 && codePoint < 0xE000 ? 'x' : codePoint);
    }
    return text.toString();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }
}
