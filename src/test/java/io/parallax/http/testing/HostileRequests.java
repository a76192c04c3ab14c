package io.parallax.http.testing;

import java.util.List;
import java.util.stream.Stream;

/// Bytes that are no request of HTTP, or two where one was meant. Characters are bytes.
public final class HostileRequests {
  private static final String BODY = "{\"expression\":\"1\"}";

  private HostileRequests() {}

  public static List<String> requests() {
    return Stream.of(lines(), headers(), framing(), types()).flatMap(List::stream).toList();
  }

  private static List<String> lines() {
    return List.of(
        "\0\1\2\3\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n",
        "GET\r\n\r\n",
        "get /v1/limits HTTP/1.1\r\n\r\n",
        "G@T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/limits HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1%2flimits HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/limits%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v1/<x> HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
        "TRACE /v1/limits HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET http://[x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "DELETE /v1/limits HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "PUT /v1/evaluate HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
  }

  private static List<String> headers() {
    return List.of(
        "GET /v1/limits HTTP/1.1\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x y\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(20_000) + "\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(5_000) + "\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\nA\0: b\r\n\r\n",
        "GET /v1/limits HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n");
  }

  private static List<String> framing() {
    return List.of(
        post("Content-Length: -1", BODY),
        post("Content-Length: 1e1", BODY),
        post("Content-Length: 0x12", BODY),
        post("Content-Length: 99999999999999999999", BODY),
        post("Content-Length: 4000000000", BODY),
        post("Content-Length: 17\r\nContent-Length: 18", BODY),
        post("Content-Length: 17, 18", BODY),
        post("Content-Length: 18, 18", BODY),
        post("Content-Length:\u000b18", BODY),
        post("Content-Length: 5", BODY),
        post("Content-Length: 500", BODY),
        post("Transfer-Encoding: gzip", BODY),
        post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"),
        post("Transfer-Encoding: identity", BODY),
        post("Transfer-Encoding: xchunked", BODY),
        post("Transfer-Encoding : chunked", "0\r\n\r\n"),
        post("Transfer-Encoding:\u000bchunked", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x", "0\r\n\r\n"),
        post("Transfer-Encoding: chunked", "zz\r\n{}\r\n0\r\n\r\n"),
        post("Transfer-Encoding: chunked", "-2\r\n{}\r\n0\r\n\r\n"),
        post("Transfer-Encoding: chunked", "2\r\n{}0\r\n\r\n"),
        post("Transfer-Encoding: chunked", "ffffffffffffffff\r\n{}"),
        post("Transfer-Encoding: chunked", "2;" + "x".repeat(20_000) + "\r\n{}\r\n0\r\n\r\n"),
        post("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\nA: " + "x".repeat(20_000) + "\r\n\r\n"),
        post("Transfer-Encoding: chunked", "2\r\n{}\r\n"),
        post("Transfer-Encoding: chunked", ""),
        post(
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "0\r\n\r\nGET /v1/limits HTTP/1.1\r\nHost: x\r\n\r\n"),
        post("Content-Length: 0", BODY),
        post("X: y", BODY));
  }

  private static List<String> types() {
    return Stream.concat(
            Stream.of(
                    "text/plain",
                    "application/xml",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "multipart/form-data",
                    "application/json; charset=utf-16",
                    "application/json; charset=klingon",
                    "application/json, text/plain",
                    "///;;",
                    "json",
                    "*/*",
                    "application/*",
                    "application/jsonp",
                    "application/octet-stream",
                    "application/json;;=;\"",
                    "application/" + "j".repeat(5_000),
                    "")
                .map(HostileRequests::ofType),
            Stream.of(
                    "Content-Encoding: gzip, gzip",
                    "Content-Encoding: br",
                    "Accept: text/html",
                    "Accept: ///",
                    "Expect: 200-maybe")
                .map(header -> post(header + "\r\nContent-Length: " + BODY.length(), BODY)))
        .toList();
  }

  private static String ofType(String type) {
    return post("Content-Length: " + BODY.length(), BODY)
        .replace("Content-Type: application/json", "Content-Type: " + type);
  }

  private static String post(String header, String body) {
    return RawRequest.head("/v1/evaluate", header) + body;
  }
}
