package io.parallax.format.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Writes a multipart body, byte by byte as a test wants it.
public final class Multipart {
  public static final String BOUNDARY = "----------boundary0123456789";
  public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /// Adds a part.
  ///
  /// @param type its content's type; "" for none
  public Multipart part(String name, String type, byte[] content) {
    return raw(
        "Content-Disposition: form-data; name=\"%s\"\r\n%s"
            .formatted(name, type.isEmpty() ? "" : "Content-Type: " + type + "\r\n"),
        content);
  }

  public Multipart part(String name, String type, String content) {
    return part(name, type, content.getBytes(UTF_8));
  }

  /// Adds a part with these lines as its header.
  public Multipart raw(String header, byte[] content) {
    body.writeBytes(("--" + BOUNDARY + "\r\n" + header + "\r\n").getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  public byte[] bytes() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return whole.toByteArray();
  }
}
