package io.parallax.http.compute;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How answers are compressed, the best one first. Both use their lowest level: numbers as text get
/// to about half their length, and higher levels gain little for many times the work.
enum AnswerCoding {
  /// Zstandard, RFC 8878.
  ZSTD("zstd", 2 << 20) {
    @Override
    OutputStream open(OutputStream target) throws IOException {
      return new ZstdOutputStreamNoFinalizer(target, LEVEL);
    }
  },
  /// RFC 1952.
  GZIP("gzip", 512 << 10) {
    @Override
    OutputStream open(OutputStream target) throws IOException {
      return new FastGzip(target);
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(AnswerCoding.class);
  private static final int LEVEL = 1;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final List<AnswerCoding> AVAILABLE =
      Arrays.stream(values()).filter(AnswerCoding::isAvailable).toList();

  private final String label;
  private final long memoryBytes;

  AnswerCoding(String label, int memoryBytes) {
    this.label = label;
    this.memoryBytes = memoryBytes;
  }

  /// Those that work on this machine.
  static List<AnswerCoding> available() {
    return AVAILABLE;
  }

  /// The name in `Accept-Encoding` and `Content-Encoding`.
  String label() {
    return label;
  }

  /// The most memory that compressing an answer takes.
  long memoryBytes() {
    return memoryBytes;
  }

  /// A stream that compresses what is written to it. Closing it writes the end and closes the
  /// target.
  abstract OutputStream open(OutputStream target) throws IOException;

  private boolean isAvailable() {
    return switch (this) {
      case GZIP -> true;
      case ZSTD -> {
        try {
          Native.load();
          yield true;
        } catch (LinkageError noLibrary) {
          LOG.warn("Nothing is compressed with zstd: {}", noLibrary.getMessage());
          yield false;
        }
      }
    };
  }

  private static final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream target) throws IOException {
      super(target, BUFFER_BYTES);
      def.setLevel(LEVEL);
    }
  }
}
