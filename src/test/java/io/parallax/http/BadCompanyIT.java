package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.BadCompany;
import io.parallax.http.testing.Eventually;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OpenLoop;
import io.parallax.http.testing.OverHttp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One client never costs another: the short form of [BadCompanyLoad]. Latencies are not looked at
/// here but for stalls, because the machine has other work.
@OnTheService
@Timeout(120)
class BadCompanyIT extends OverHttp {
  private static final String TINY = "{\"expression\":\"a*2+1\",\"inputs\":{\"a\":[1,2,3]}}";
  private static final int REQUESTS = 400;
  private static final double PER_SECOND = 200;

  /// Far less than any of the bad company would hold a place for.
  private static final Duration STALL = Duration.ofSeconds(20);

  private final OpenLoop others;

  public BadCompanyIT(@LocalServerPort int port) {
    super(port);
    others = new OpenLoop(port, "/v1/evaluate", TINY);
  }

  @Test
  public void slowBodiesCostOthersNothing() throws InterruptedException {
    try (BadCompany company = BadCompany.slowBodies(port(), 32)) {
      assertOthersAreServed(company, 32);
    }
  }

  @Test
  public void slowHeadersCostOthersNothing() throws InterruptedException {
    try (BadCompany company = BadCompany.slowHeaders(port(), 200)) {
      assertOthersAreServed(company, 200);
    }
  }

  @Test
  public void slowReadersCostOthersNothing() throws InterruptedException {
    try (BadCompany company = BadCompany.slowReaders(port(), 16, 1_000_000)) {
      assertOthersAreServed(company, 16);
    }
  }

  @Test
  public void largeRequestsLeaveRoomForTinyOnes() throws InterruptedException {
    try (BadCompany company = BadCompany.large(port(), 16, 5_000_000)) {
      assertOthersAreServed(company, 16);
    }
  }

  private void assertOthersAreServed(BadCompany company, int clients) throws InterruptedException {
    assertThat(Eventually.holds(() -> company.begun() >= clients)).isTrue();
    OpenLoop.Outcome outcome = others.run(16, PER_SECOND, REQUESTS);
    assertThat(outcome.latenciesNanos()).as(outcome.toString()).hasSize(REQUESTS);
    assertThat(outcome.quantile(0.99)).as(outcome.toString()).isLessThan(STALL);
  }
}
