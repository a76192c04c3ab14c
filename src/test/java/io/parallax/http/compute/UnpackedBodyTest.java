package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.testing.ArrayReading;
import io.parallax.http.HttpProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UnpackedBodyTest {
  private static final HttpProperties LIMITS =
      new Binder(new MapConfigurationPropertySource(Map.of("parallax.http.body", "8MB")))
          .bindOrCreate("parallax.http", HttpProperties.class);

  @Test
  void readsAsManyMembersAsTheLimitAllows() throws IOException {
    byte[] packed = repeated(packed(ContentCoding.GZIP, "x"), GzipMembers.MOST);

    assertThat(unpacked(packed, ContentCoding.GZIP)).hasSize(GzipMembers.MOST);
  }

  @Test
  void refusesMoreMembersHoweverEmpty() throws IOException {
    byte[] packed = repeated(packed(ContentCoding.GZIP, ""), 100_000);

    ComputeException refused = refusal(packed, ContentCoding.GZIP);

    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail()).contains("more than gzipMembers = 100 members");
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void readsWhatWasPackedInPieces(ContentCoding coding) throws IOException {
    String long_ = "0123456789".repeat(50_000);
    byte[] two = repeated(packed(coding, long_), 2);

    assertThat(unpacked(two, coding)).isEqualTo((long_ + long_).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void refusesWhatIsCutOffOrNotPacked(ContentCoding coding) throws IOException {
    byte[] whole = packed(coding, "0123456789".repeat(100));

    assertThat(refusal(Arrays.copyOf(whole, whole.length - 5), coding).code())
        .isEqualTo(ErrorCode.MALFORMED_BODY);
    assertThat(refusal("{}".repeat(20).getBytes(StandardCharsets.UTF_8), coding).detail())
        .contains("is not " + coding.label())
        .contains("the header Content-Encoding says " + coding.label());
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void refusesWhatFollowsThePacked(ContentCoding coding) throws IOException {
    byte[] whole = packed(coding, "0123456789");

    for (int more : new int[] {1, 3, 8, 9, 30, 1_500, 9_000}) {
      byte[] followed = Arrays.copyOf(whole, whole.length + more);
      Arrays.fill(followed, whole.length, followed.length, (byte) 'x');
      assertThat(refusal(followed, coding).code()).isEqualTo(ErrorCode.MALFORMED_BODY);
    }
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void refusesPiecesCutAtAnyByte(ContentCoding coding) throws IOException {
    byte[] first = packed(coding, "0123456789");
    byte[] second = packed(coding, noise(400));
    byte[] both = concatenated(first, second);

    for (int length = 0; length < both.length; length++) {
      if (length != first.length) {
        ComputeException refused = refusal(Arrays.copyOf(both, length), coding);
        assertThat(refused).as("cut at %d", length).isNotNull();
        assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_BODY);
        assertThat(refused.detail()).contains("is cut off");
      }
    }
    assertThat(unpacked(both, coding)).hasSize(410);
  }

  @Test
  void refusesLongFramesCutWithinTheSecond() throws IOException {
    byte[] first = packed(ContentCoding.ZSTD, "0123456789");
    byte[] both = concatenated(first, packed(ContentCoding.ZSTD, noise(300_000)));

    for (int length = first.length + 1; length < both.length; length += 997) {
      assertThat(refusal(Arrays.copyOf(both, length), ContentCoding.ZSTD).detail())
          .contains("is cut off");
    }
    assertThat(unpacked(both, ContentCoding.ZSTD)).hasSize(300_010);
  }

  @Test
  void readsFramesOfZstdOfEveryForm() {
    byte[] content = "0".repeat(70_000).getBytes(StandardCharsets.US_ASCII); // blocks of one byte
    byte[] skipped = HexFormat.of().parseHex("502a4d1803000000616263");
    for (int bytes : new int[] {0, 1, 255, 256, 65_791, 65_792, 70_000}) {
      for (int options = 0; options < 4; options++) {
        try (ZstdCompressCtx packing = new ZstdCompressCtx()) {
          packing.setChecksum((options & 1) != 0).setContentSize((options & 2) != 0);
          byte[] frame = packing.compress(Arrays.copyOf(content, bytes));
          byte[] body = concatenated(skipped, concatenated(frame, skipped));
          assertThat(
                  catchThrowableOfType(Exception.class, () -> unpacked(body, ContentCoding.ZSTD)))
              .as("%d bytes, options %d", bytes, options)
              .isNull();
          for (int cut = 1; cut < skipped.length; cut++) {
            byte[] less = Arrays.copyOf(body, body.length - cut);
            assertThat(refusal(less, ContentCoding.ZSTD).detail()).contains("is cut off");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void boundsWhatComesOut(ContentCoding coding) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    byte[] blanks = new byte[1 << 20];
    try (OutputStream packing = packing(coding, bomb)) {
      for (long written = 0; written <= LIMITS.body().toBytes(); written += blanks.length) {
        packing.write(blanks);
      }
    }

    try (UnpackedBody body = body(bomb.toByteArray(), coding)) {
      ComputeException refused =
          catchThrowableOfType(
              ComputeException.class, () -> body.transferTo(OutputStream.nullOutputStream()));
      assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
  }

  @Test
  void boundsTheWindowOfZstd() throws IOException {
    ByteArrayOutputStream wide = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer packing = new ZstdOutputStreamNoFinalizer(wide)) {
      packing.setLong(24);
      packing.write(new byte[1 << 20]);
    }

    ComputeException refused = refusal(wide.toByteArray(), ContentCoding.ZSTD);

    assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
    assertThat(refused.detail()).contains("window of more than 8388608 bytes");
  }

  @ParameterizedTest
  @EnumSource(ContentCoding.class)
  void survivesDamage(ContentCoding coding) throws IOException {
    byte[] valid = packed(coding, "{\"expression\": \"x + 1\", \"inputs\": {\"x\": [1, 2, 3]}}");

    ArrayReading.damage(
        valid,
        2_000,
        damaged -> {
          try {
            unpacked(damaged, coding);
          } catch (ComputeException refused) {
            assertThat(refused.code()).isIn(ErrorCode.MALFORMED_BODY, ErrorCode.TOO_LARGE);
          } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
          }
        });
  }

  private static ComputeException refusal(byte[] packed, ContentCoding coding) {
    return catchThrowableOfType(ComputeException.class, () -> unpacked(packed, coding));
  }

  private static byte[] unpacked(byte[] packed, ContentCoding coding) throws IOException {
    try (UnpackedBody body = body(packed, coding)) {
      return body.readAllBytes();
    }
  }

  private static UnpackedBody body(byte[] packed, ContentCoding coding) {
    return new UnpackedBody(new ByteArrayInputStream(packed), coding, LIMITS);
  }

  private static byte[] packed(ContentCoding coding, String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream packing = packing(coding, packed)) {
      packing.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static OutputStream packing(ContentCoding coding, OutputStream target)
      throws IOException {
    return switch (coding) {
      case GZIP -> new GZIPOutputStream(target);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(target);
    };
  }

  /// Text that hardly compress.
  private static String noise(int length) {
    StringBuilder digits = new StringBuilder(length);
    new SplittableRandom(5).ints(length, '!', '~').forEach(digits::appendCodePoint);
    return digits.toString();
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] repeated(byte[] bytes, int count) {
    ByteArrayOutputStream repeated = new ByteArrayOutputStream(bytes.length * count);
    for (int i = 0; i < count; i++) {
      repeated.writeBytes(bytes);
    }
    return repeated.toByteArray();
  }
}
