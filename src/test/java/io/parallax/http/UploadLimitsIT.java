package io.parallax.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OnASmallService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Uploads that are too large, too slow, too many or cut off, on a service with little room. Each
/// leaves room for the next one.
@OnASmallService
class UploadLimitsIT extends OverHttp {
  private static final String RAW = "application/octet-stream; dtype=uint8";
  private static final int LARGE = (int) OnASmallService.QUOTA_BYTES / 2;

  private final MeterRegistry metrics;

  UploadLimitsIT(@LocalServerPort int port, @Autowired MeterRegistry metrics) {
    super(port);
    this.metrics = metrics;
  }

  @AfterEach
  void leavesRoomForTheNextUpload() {
    assertThat(Eventually.holds(() -> uploading() == 0)).isTrue();
    String id = upload(bytes(1, LARGE)).extract().path("id");
    request().delete("/v1/datasets/" + id).then().statusCode(204);
    get("/v1/datasets").statusCode(200).body("datasets.size()", equalTo(0));
  }

  @Test
  void aBodyLargerThanOtherBodiesAndThanItsShareOfMemoryIsStored() {
    assertThat((long) LARGE).isGreaterThan(OnASmallService.BODY_BYTES);
    byte[] elements = bytes(2, LARGE);

    String id = upload(elements).statusCode(201).extract().path("id");

    byte[] read =
        request()
            .accept("application/octet-stream")
            .get("/v1/datasets/" + id + "/data")
            .asByteArray();
    assertThat(Arrays.equals(read, elements)).isTrue();
    request().delete("/v1/datasets/" + id).then().statusCode(204);
  }

  @Test
  void whatFindsNoRoomIsRefusedBeforeItIsSent() throws IOException {
    for (long length : List.of(OnASmallService.QUOTA_BYTES + 1, OnASmallService.UPLOAD_BYTES + 1)) {
      try (RawConnection connection = new RawConnection(port())) {
        RawAnswer answer =
            connection.send(head("Content-Length: " + length, "Expect: 100-continue")).answer();

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.text())
            .doesNotContain("100 Continue")
            .contains(length > OnASmallService.UPLOAD_BYTES ? "/too-large" : "/dataset-quota");
      }
    }
  }

  @Test
  void whatTurnsOutToFindNoRoomIsRefused() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(head("Transfer-Encoding: chunked"));
      byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1);
      for (int sent = 0; sent <= OnASmallService.QUOTA_BYTES; sent += 0x10000) {
        connection.send(chunk);
      }

      RawAnswer answer = connection.send("0\r\n\r\n").answer();

      assertThat(answer.status()).as(answer.text()).isEqualTo(413);
      assertThat(answer.text()).contains("/dataset-quota");
    }
    request()
        .contentType("application/json")
        .body("{\"inputs\": {\"x\": {\"range\": {\"stop\": 10000000}}}}")
        .post("/v1/datasets")
        .then()
        .statusCode(413)
        .body("type", equalTo("/v1/problems/dataset-quota"));
  }

  @Test
  void aBodyThatIsCutOffIsNoDataset() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      RawAnswer answer =
          connection.send(head("Content-Length: 1000")).send(new byte[100]).endSending().answer();

      assertThat(answer.isRefusal()).as(answer.text()).isTrue();
    }
    try (RawConnection connection = new RawConnection(port())) {
      connection.send(head("Content-Length: " + LARGE)).send(new byte[LARGE - 1]);
      assertThat(Eventually.holds(() -> uploading() == 1)).isTrue();
      connection.reset();
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      RawAnswer answer = connection.send(head("Content-Length: 1000")).send(new byte[100]).answer();

      assertThat(answer.status()).as(answer.text()).isEqualTo(408);
      assertThat(answer.isProblem()).isTrue();
    }
  }

  @Test
  void tooManyUploadsAreRefusedAtOnce() throws IOException {
    try (RawConnection first = new RawConnection(port());
        RawConnection second = new RawConnection(port())) {
      first.send(head("Content-Length: 1000"));
      second.send(head("Content-Length: 1000"));
      assertThat(Eventually.holds(() -> uploading() == OnASmallService.UPLOADS)).isTrue();

      upload(new byte[] {1})
          .statusCode(503)
          .header("Retry-After", containsString(""))
          .body("detail", containsString("datasets are being uploaded"));
    }
  }

  @Test
  void whoReadsADatasetReadsAllOfItWhenItIsDeleted() throws IOException {
    byte[] elements = bytes(3, LARGE);
    String id = upload(elements).statusCode(201).extract().path("id");
    try (Socket socket = new Socket("localhost", port())) {
      socket.setReceiveBufferSize(4 * 1024);
      socket
          .getOutputStream()
          .write(
              ("GET /v1/datasets/"
                      + id
                      + "/data HTTP/1.1\r\nHost: x\r\nAccept: application/octet-stream\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(ISO_8859_1));
      InputStream answer = socket.getInputStream();
      byte[] begin = answer.readNBytes(100);

      request().delete("/v1/datasets/" + id).then().statusCode(204);

      byte[] rest = answer.readAllBytes();
      byte[] read = Arrays.copyOfRange(rest, rest.length - LARGE, rest.length);
      assertThat(new String(begin, ISO_8859_1)).startsWith("HTTP/1.1 200");
      assertThat(Arrays.equals(read, elements)).isTrue();
    }
  }

  private double uploading() {
    return metrics.get("parallax.datasets.uploading").gauge().value();
  }

  private ValidatableResponse upload(byte[] elements) {
    return binary().contentType(RAW).body(elements).post("/v1/datasets").then();
  }

  private static byte[] bytes(int seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static String head(String... headers) {
    return "POST /v1/datasets HTTP/1.1\r\nHost: x\r\nContent-Type: "
        + RAW
        + "\r\nConnection: close\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }
}
