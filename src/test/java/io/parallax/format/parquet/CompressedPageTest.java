package io.parallax.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.metadata.CompressionCodec;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class CompressedPageTest {

  @Test
  void comparesTheLengthThatSnappyAnnounces() {
    assertThat(isSound(CompressionCodec.SNAPPY, 300, 0xAC, 0x02, 0)).isTrue();
    assertThat(isSound(CompressionCodec.SNAPPY, 299, 0xAC, 0x02, 0)).isFalse();
    assertThat(isSound(CompressionCodec.SNAPPY, 300, 0xAC)).isFalse();
    assertThat(isSound(CompressionCodec.SNAPPY, 0)).isFalse();
  }

  /// Three literals, a match of four bytes one byte back, and a literal at the end.
  @Test
  void followsTheSequencesOfLz4() {
    assertThat(lz4(8, 0x30, 7, 8, 9, 1, 0, 0x10, 5)).isTrue();
    assertThat(lz4(9, 0x30, 7, 8, 9, 1, 0, 0x10, 5)).isFalse();
    assertThat(lz4(7, 0x30, 7, 8, 9, 1, 0, 0x10, 5)).isFalse();
    assertThat(lz4(8, 0x30, 7, 8, 9, 4, 0, 0x10, 5)).as("a match before the start").isFalse();
    assertThat(lz4(8, 0x30, 7, 8, 9, 0, 0, 0x10, 5)).as("a match of itself").isFalse();
    assertThat(lz4(8, 0x30, 7, 8, 9, 1)).as("half an offset").isFalse();
    assertThat(lz4(8, 0xF0)).as("a length without its end").isFalse();
    assertThat(lz4(16, 0xF0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)).isTrue();
    assertThat(lz4(0)).isFalse();
  }

  private static boolean lz4(long length, int... bytes) {
    return isSound(CompressionCodec.LZ4_RAW, length, bytes);
  }

  private static boolean isSound(CompressionCodec codec, long length, int... bytes) {
    byte[] narrow = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      narrow[i] = (byte) bytes[i];
    }
    return CompressedPage.isSound(MemorySegment.ofArray(narrow), codec, length);
  }
}
