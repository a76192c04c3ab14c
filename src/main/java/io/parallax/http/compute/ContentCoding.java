package io.parallax.http.compute;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/// How a client may have compressed a body.
enum ContentCoding {
  GZIP("gzip", 0) {
    @Override
    InputStream open(InputStream packed) throws IOException {
      return new GzipMembers(packed);
    }

    @Override
    ComputeException refusal(IOException failure) {
      return switch (failure) {
        case GzipMembers.TooManyException _ ->
            new ComputeException(
                ErrorCode.TOO_LARGE,
                "the body is gzip of more than gzipMembers = " + GzipMembers.MOST + " members");
        case GzipMembers.FollowedException _ ->
            malformed("has something after its last whole member: one that is cut off, or no gzip");
        case EOFException _ -> malformed("is cut off");
        default -> malformed("is not gzip, or is damaged");
      };
    }
  },

  /// With windows of up to [#zstdWindowBytes], which is what RFC 9659 has clients keep to.
  ZSTD("zstd", (1L << 23) + (1L << 20)) {
    @Override
    InputStream open(InputStream packed) throws IOException {
      return new ZstdInputStreamNoFinalizer(new ZstdFrames(packed)).setLongMax(ZSTD_WINDOW_BITS);
    }

    @Override
    ComputeException refusal(IOException failure) {
      return switch (failure) {
        case ZstdFrames.UnframedException unframed ->
            malformed(unframed.isLater() ? "has something after its last frame" : "is not zstd");
        case EOFException _ -> malformed("is cut off");
        case ZstdIOException known
            when known.getErrorCode() == Zstd.errFrameParameterWindowTooLarge() ->
            new ComputeException(
                ErrorCode.TOO_LARGE,
                "the body is zstd with a window of more than " + zstdWindowBytes() + " bytes");
        default -> malformed("is damaged");
      };
    }
  };

  private static final int ZSTD_WINDOW_BITS = 23;

  /// The codings that can be read on this machine.
  private static final List<ContentCoding> READ = read();

  private final String label;
  private final long memoryBytes;

  ContentCoding(String label, long memoryBytes) {
    this.label = label;
    this.memoryBytes = memoryBytes;
  }

  /// The largest window of a body in zstd.
  static long zstdWindowBytes() {
    return 1L << ZSTD_WINDOW_BITS;
  }

  /// The codings without zstd where its native library cannot be loaded.
  private static List<ContentCoding> read() {
    try {
      Native.load();
      return List.of(values());
    } catch (LinkageError missing) {
      LoggerFactory.getLogger(ContentCoding.class).warn("Bodies in zstd are not read", missing);
      return List.of(GZIP);
    }
  }

  /// The name in headers.
  String label() {
    return label;
  }

  /// The most memory off the heap that decompressing takes.
  long memoryBytes() {
    return memoryBytes;
  }

  /// The bytes before compression, which are decompressed while they are read.
  ///
  /// @return to be closed
  abstract InputStream open(InputStream packed) throws IOException;

  /// What is wrong with a body if decompressing it failed in this way.
  abstract ComputeException refusal(IOException failure);

  /// The coding of a body; empty for one that is not compressed, or compressed otherwise.
  static Optional<ContentCoding> of(HttpServletRequest request) {
    List<String> sent = sent(request);
    return sent.size() == 1
        ? READ.stream().filter(coding -> coding.isCalled(sent.getFirst())).findFirst()
        : Optional.empty();
  }

  /// Whether a body is compressed in none of these ways, and not as it is either.
  static boolean isUnknown(HttpServletRequest request) {
    return of(request).isEmpty() && !sent(request).stream().allMatch("identity"::equalsIgnoreCase);
  }

  /// The names of all codings, as a header lists them.
  static String labels() {
    return READ.stream().map(ContentCoding::label).collect(Collectors.joining(", "));
  }

  /// A refusal that repeats what the header says.
  ComputeException malformed(String what) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY,
        "the body " + what + "; the header Content-Encoding says " + label);
  }

  private boolean isCalled(String name) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    return lower.equals(label) || lower.equals("x-" + label);
  }

  private static List<String> sent(HttpServletRequest request) {
    return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
  }
}
