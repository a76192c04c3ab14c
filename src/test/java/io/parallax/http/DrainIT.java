package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.RawConnection;
import io.parallax.http.testing.RawRequest;
import io.restassured.RestAssured;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/// How the service takes its leave, stage by stage: one service, used up by the test.
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "parallax.http.finish=1h",
      "parallax.http.idle-timeout=10m",
      "parallax.http.body-timeout=10m",
      "parallax.processes.workers=0"
    })
@DirtiesContext
class DrainIT extends OverHttp {
  private static final String PATH = "/v1/evaluate";
  private static final String BODY = "{\"expression\": \"1 + 1\"}";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Drain drain;
  private final Stall stall;

  DrainIT(@LocalServerPort int port, @Autowired Drain drain, @Autowired Stall stall) {
    super(port);
    this.drain = drain;
    this.stall = stall;
  }

  /// Has the container stall after a request of that name has been served, before it ends it.
  @TestConfiguration
  static class Stall {
    static final String HEADER = "X-Stall";

    private final Semaphore ends = new Semaphore(0);

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> stalling() {
      return tomcat ->
          tomcat.addEngineValves(
              new ValveBase(true) {
                @Override
                public void invoke(Request request, Response response)
                    throws IOException, ServletException {
                  getNext().invoke(request, response);
                  if (request.getHeader(HEADER) != null) {
                    ends.acquireUninterruptibly();
                  }
                }
              });
    }

    void end() {
      ends.release();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {BODY, "{"})
  void anAnswerHasBeenSentOnceItsRequestCountsAsDone(String body) throws IOException {
    try (RawConnection client = new RawConnection(port())) {
      client.send(
          RawRequest.head(PATH, "Content-Length: " + body.length(), Stall.HEADER + ": 1") + body);

      assertThat(client.hasSomethingWithin(PATIENCE)).isTrue();
    } finally {
      stall.end();
    }
  }

  @Test
  void whoIsServedIsServedToTheEndAndWhoComesLateIsToldSo() throws Exception {
    try (RawConnection begun = new RawConnection(port());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      begun.send(RawRequest.head(PATH, BODY.length()));
      begun.send(BODY.substring(0, 1));
      post(PATH, BODY).statusCode(200).header("Connection", not("close"));

      drain.leave();

      get("/actuator/health/liveness").statusCode(200);
      post(PATH, BODY).statusCode(200).header("Connection", equalTo("close"));

      Future<?> finishing = threads.submit(drain::finish);
      assertThat(Eventually.holds(this::isRefused)).isTrue();
      post(PATH, BODY)
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Connection", equalTo("close"))
          .header("Retry-After", matchesPattern("[1-9][0-9]*"))
          .body("type", equalTo("/v1/problems/stopping"));
      get("/actuator/health/liveness").statusCode(200);

      assertThat(finishing.isDone()).isFalse();
      begun.send(BODY.substring(1));
      assertThat(begun.answer().status()).isEqualTo(200);
      finishing.get();
    }
  }

  private boolean isRefused() {
    return RestAssured.given().port(port()).get("/v1/limits").statusCode() == 503;
  }
}
