package io.parallax.http.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.MediaType;

/// A file of the page, as it is and compressed. Each form has an entity tag of its own, which
/// follows from its bytes. The arrays are not changed after they are handed over.
///
/// @param type its media type
/// @param plain the file
/// @param gzip the same in gzip
record PageFile(MediaType type, Form plain, Form gzip) {
  private static final String DIGEST = "SHA-256";
  private static final int TAG_BYTES = 16;

  static PageFile of(MediaType type, byte[] content) {
    return new PageFile(type, Form.of(content), Form.of(compressed(content)));
  }

  private static byte[] compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream gzip = new Best(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// The bytes that are sent, and their tag as the header `ETag` has it.
  static final class Form {
    private final byte[] content;
    private final String tag;

    private Form(byte[] content, String tag) {
      this.content = content;
      this.tag = tag;
    }

    private static Form of(byte[] content) {
      try {
        byte[] digest = MessageDigest.getInstance(DIGEST).digest(content);
        return new Form(content, '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"');
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException(missing);
      }
    }

    byte[] content() {
      return content;
    }

    String tag() {
      return tag;
    }
  }

  /// Compresses as well as it can: a file is compressed once and sent often.
  private static final class Best extends GZIPOutputStream {
    private Best(ByteArrayOutputStream bytes) throws IOException {
      super(bytes);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
