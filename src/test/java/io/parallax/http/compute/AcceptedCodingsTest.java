package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.http.problem.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedCodingsTest {
  private static final List<AnswerCoding> BOTH = List.of(AnswerCoding.ZSTD, AnswerCoding.GZIP);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                               |      | false
          identity                         |      | false
          br, deflate                      |      | false
          gzip                             | GZIP | false
          GZip, deflate, br                | GZIP | false
          x-gzip                           | GZIP | false
          gzip, zstd                       | ZSTD | false
          gzip, zstd;q=0.9                 | GZIP | false
          gzip;q=0.5, identity;q=0.5       | GZIP | false
          gzip;q=0.5, identity             |      | false
          gzip;q=0                         |      | false
          *                                | ZSTD | false
          *;q=0.1, zstd;q=0                | GZIP | false
          gzip, identity;q=0               | GZIP | true
          gzip;q=0.001, *;q=0              | GZIP | true
          zstd, *;q=0, identity            | ZSTD | false
          gzip;q=nonsense                  |      | false
          gzip;level=9;q=1                 | GZIP | false
          """)
  void choosesWhatTheClientLikesBest(String header, AnswerCoding coding, boolean isRequired) {
    assertThat(AcceptedCodings.of(List.of(header), BOTH))
        .isEqualTo(new AcceptedCodings(Optional.ofNullable(coding), isRequired));
  }

  @Test
  void severalHeadersAreOne() {
    assertThat(AcceptedCodings.of(List.of("gzip;q=0.2", "zstd;q=0.3"), BOTH).preferred())
        .contains(AnswerCoding.ZSTD);
    assertThat(AcceptedCodings.of(List.of(), BOTH).preferred()).isEmpty();
    assertThat(AcceptedCodings.of(List.of("zstd"), List.of(AnswerCoding.GZIP)).preferred())
        .isEmpty();
  }

  @Test
  void refusesAClientThatTakesNothingThatIsWritten() {
    assertThatThrownBy(() -> AcceptedCodings.of(List.of("br, identity;q=0"), BOTH))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("zstd, gzip, identity");
  }
}
