package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HttpPropertiesTest {
  @Test
  void connectionsAreAsManyAsAQuarterOfTheHeapHasRoomFor() {
    assertThat(HttpProperties.connectionsOf(128L << 20)).isEqualTo(151);
    assertThat(HttpProperties.connectionsOf(1L << 30)).isEqualTo(1_213);
    assertThat(HttpProperties.connectionsOf(1L << 40)).isEqualTo(8_192);
  }
}
