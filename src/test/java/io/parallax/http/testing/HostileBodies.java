package io.parallax.http.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/// Bodies that no service should accept.
public final class HostileBodies {
  private HostileBodies() {}

  /// What is sent, under a name for the report.
  ///
  /// @param characters each stands for the byte of its value
  public record Body(String name, String characters) {
    public static Body of(String name, String text) {
      return of(name, text.getBytes(UTF_8));
    }

    public static Body of(String name, byte[] bytes) {
      return new Body(name, new String(bytes, ISO_8859_1));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// Bodies that are no request of any operation.
  public static List<Body> malformed() {
    List<Body> bodies = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "null",
            "true",
            "7",
            "\"x\"",
            "[]",
            "[{}]",
            "{",
            "}",
            "{]",
            "{\"",
            "{\"a",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{,}",
            "{}{}",
            "{} x",
            "{'a':1}",
            "{a:1}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":1.}",
            "{\"a\":1e}",
            "{\"a\":0x10}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":-}",
            "{\"a\":tru}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\u0000\"}",
            "/* c */ {}",
            "// c\n{}",
            "{\"a\":1 \"b\":2}",
            "{\"a\" 1}",
            "{}",
            "{\"__proto__\":{}}",
            "{\"\":\"\"}",
            "\uFEFF{}",
            "<xml/>",
            "a=b&c=d",
            "--x\r\nContent-Disposition: form-data",
            "%PDF-1.7",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "\u0000\u0000\u0000\u0000",
            "{\"constructor\":{\"prototype\":{\"x\":1}}}",
            "{\"@type\":\"java.lang.Runtime\"}",
            "[\"java.net.URL\",\"http://example.org\"]",
            "{\"$ref\":\"#\"}")) {
      bodies.add(Body.of(shown(text), text));
    }
    bodies.add(Body.of("100 000 opening brackets", "[".repeat(100_000)));
    bodies.add(Body.of("100 000 opening objects", "{\"a\":".repeat(100_000)));
    bodies.add(
        Body.of("a field's name of 100 000 characters", "{\"" + "a".repeat(100_000) + "\":1}"));
    bodies.add(Body.of("500 000 blanks", " ".repeat(500_000)));
    bodies.add(Body.of("10 000 unknown fields", "{" + fields(10_000) + "}"));
    bodies.add(new Body("overlong UTF-8", "{\"\u00c0\u00af\":1}"));
    bodies.add(new Body("a lone continuation byte", "{\"\u0080\":1}"));
    bodies.add(new Body("a surrogate in UTF-8", "{\"\u00ed\u00a0\u0080\":1}"));
    bodies.add(new Body("UTF-8 that ends early", "{\"a\":\"\u00e2\u0082"));
    bodies.add(new Body("every byte", allBytes()));
    bodies.add(
        Body.of(
            "UTF-16", "{\"expression\":\"1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16)));
    bodies.add(Body.of("gzip without saying so", gzip("{\"expression\":\"1\"}")));
    return bodies;
  }

  /// Fields that a request over x, one integer, could do without.
  public static List<String> fields() {
    return List.of(
        "\"options\":[]",
        "\"options\":1",
        "\"options\":{\"timeoutMs\":0}",
        "\"options\":{\"timeoutMs\":-1}",
        "\"options\":{\"timeoutMs\":1e9}",
        "\"options\":{\"timeoutMs\":2000000000}",
        "\"options\":{\"timeoutMs\":99999999999999999999}",
        "\"options\":{\"timeoutMs\":\"5\"}",
        "\"options\":{\"strategy\":5}",
        "\"options\":{\"strategy\":\"\"}",
        "\"options\":{\"strategy\":\"AUTO\"}",
        "\"options\":{\"strategy\":\"" + "s".repeat(50_000) + "\"}",
        "\"options\":{\"strategy\":\"forked_processes\"}",
        "\"options\":{\"parallelism\":0}",
        "\"options\":{\"parallelism\":-1}",
        "\"options\":{\"parallelism\":1.5}",
        "\"options\":{\"parallelism\":99999999999}",
        "\"options\":{\"threads\":1}",
        "\"options\":{\"strategy\":\"auto\",\"strategy\":\"auto\"}",
        "\"output\":\"all\"",
        "\"output\":{\"values\":\"everything\"}",
        "\"output\":{\"values\":1}",
        "\"output\":{\"sample\":-1}",
        "\"output\":{\"sample\":1000000}",
        "\"output\":{\"sample\":\"5\"}",
        "\"output\":{\"int64As\":\"float\"}",
        "\"output\":{\"format\":\"xml\"}",
        "\"x\":1",
        "\"Inputs\":{}",
        "\"inputs\":{}",
        "\"expression\":\"1\",\"expression\":\"1\"",
        "\"where\":5",
        "\"select\":[]",
        "\"return\":7",
        "\"reductions\":5",
        "\"callback\":\"http://x/\"");
  }

  /// What no input may be called.
  public static List<String> names() {
    return List.of("x".repeat(257), "`".repeat(300), "x".repeat(2_000));
  }

  /// The text as a JSON string.
  public static String quoted(String text) {
    return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
  }

  private static String fields(int count) {
    return String.join(
        ",", IntStream.range(0, count).mapToObj(i -> "\"f" + i + "\":" + i).toList());
  }

  private static String allBytes() {
    StringBuilder all = new StringBuilder();
    IntStream.range(0, 256).forEach(value -> all.append((char) value));
    return all.toString();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
      packing.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed.toByteArray();
  }

  public static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "… of " + text.length();
  }
}
