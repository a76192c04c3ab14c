package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01",
        "01-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like"
      })
  void aPlaceInTheTraceIsRead(String header) {
    assertThat(TraceParent.of(header)).contains(new TraceParent(TRACE, SPAN, "01"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-0",
        "01-" + TRACE + "-" + SPAN + "-01more",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01\r\nx: y"
      })
  void whatIsNoneIsIgnored(String header) {
    assertThat(TraceParent.of(header)).isEmpty();
  }

  @Test
  void theAnswersPlaceIsAnotherOneOfTheSameTrace() {
    TraceParent sent = new TraceParent(TRACE, SPAN, "01");

    assertThat(sent.child().toString()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
    assertThat(sent.child().span()).isNotEqualTo(SPAN);
    assertThat(TraceParent.of(sent.child().toString())).isPresent();
  }
}
