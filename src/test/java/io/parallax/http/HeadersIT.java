package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawAnswer;
import io.parallax.http.testing.RawConnection;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What does not fit is told apart, and fills no log.
@OnTheService
@ExtendWith(OutputCaptureExtension.class)
class HeadersIT extends OverHttp {
  private static final String REST = "Host: x\r\nConnection: close\r\n\r\n";

  HeadersIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void anAddressThatIsTooLongIsSaidToBe(CapturedOutput log) throws IOException {
    isRefused("GET /v1/limits?" + "x".repeat(9_000) + " HTTP/1.1\r\n" + REST, 414, log);
  }

  @Test
  void headersThatAreTooLargeAreSaidToBe(CapturedOutput log) throws IOException {
    String large = "GET /v1/limits HTTP/1.1\r\nX-Large: " + "x".repeat(9_000) + "\r\n" + REST;
    isRefused(large, 431, log);
  }

  @Test
  void headersThatAreTooManyAreSaidToBe(CapturedOutput log) throws IOException {
    String many =
        IntStream.range(0, 120)
            .mapToObj(number -> "X-" + number + ": 1\r\n")
            .collect(Collectors.joining());
    isRefused("GET /v1/limits HTTP/1.1\r\n" + many + REST, 431, log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/evaluate", "/v1/limits", "/v1/requests/7"})
  void traceIsRefusedWithTheMethodsThatOptionsTells(String path) throws IOException {
    RawAnswer told = answer("OPTIONS " + path);
    RawAnswer traced = answer("TRACE " + path);

    assertThat(told.status()).isEqualTo(200);
    assertThat(traced.status()).isEqualTo(405);
    assertThat(traced.isProblem()).isTrue();
    assertThat(traced.text()).doesNotContain("X-Secret");
    assertThat(allowed(traced)).isNotEmpty().isEqualTo(allowed(told)).doesNotContain("TRACE");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/evaluate, 'POST,OPTIONS'",
    "/v1/explain, 'POST,OPTIONS'",
    "/v1/limits, 'GET,HEAD,OPTIONS'",
    "/v1/openapi, 'GET,HEAD,OPTIONS'",
    "/swagger-ui/index.html, 'GET,HEAD,OPTIONS'",
    "/v1/requests/7, 'DELETE,OPTIONS'"
  })
  void allowNamesOnlyMethodsThatAreTaken(String path, String methods) throws IOException {
    String preflight =
        " HTTP/1.1\r\nOrigin: https://example.org\r\nAccess-Control-Request-Method: POST\r\n"
            + REST;
    try (RawConnection connection = new RawConnection(port())) {
      RawAnswer asked = connection.send("OPTIONS " + path + preflight).answer();
      assertThat(asked.status()).isEqualTo(200);
      assertThat(allowed(asked)).isEqualTo(allowed(answer("OPTIONS " + path)));
      assertThat(asked.text()).doesNotContain("Accept-Patch");
      assertThat(answer("OPTIONS " + path).text()).doesNotContain("Accept-Patch");
      assertThat(Set.of(allowed(asked).substring("Allow: ".length()).split(", ?")))
          .containsExactlyInAnyOrder(methods.split(","));
    }
    RawAnswer refused = answer("PUT " + path);
    assertThat(refused.status()).isEqualTo(405);
    assertThat(allowed(refused)).isEqualTo(allowed(answer("OPTIONS " + path)));
  }

  @Test
  void theServiceAsAWholeTakesNoMethodThatNoAddressTakes() throws IOException {
    RawAnswer told = answer("OPTIONS *");

    assertThat(told.status()).isEqualTo(200);
    assertThat(allowed(told)).isEqualTo("Allow: GET, HEAD, POST, DELETE, OPTIONS");
  }

  @Test
  void whereThereIsNothingTraceFindsNothing() throws IOException {
    assertThat(answer("TRACE /v1/nothing").status()).isEqualTo(404);
  }

  private RawAnswer answer(String begin) throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      return connection.send(begin + " HTTP/1.1\r\nX-Secret: 7\r\n" + REST).answer();
    }
  }

  private static String allowed(RawAnswer answer) {
    return answer.text().lines().filter(line -> line.startsWith("Allow:")).findFirst().orElse("");
  }

  private void isRefused(String request, int status, CapturedOutput log) throws IOException {
    try (RawConnection connection = new RawConnection(port())) {
      RawAnswer answer = connection.send(request).answer();

      assertThat(answer.status()).as(answer.text()).isEqualTo(status);
      assertThat(answer.isProblem()).isTrue();
      assertThat(log.getAll()).doesNotContain("\tat ");
    }
  }
}
