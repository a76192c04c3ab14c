package io.parallax.http.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parallax.error.ComputeException;
import io.parallax.http.HttpProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class UnpackedBodyTest {
  private static final HttpProperties LIMITS =
      new Binder(new MapConfigurationPropertySource())
          .bindOrCreate("parallax.http", HttpProperties.class);

  @Test
  void membersFollowEachOther() throws IOException {
    byte[] packed = repeated(member("x"), UnpackedBody.MOST_MEMBERS);

    assertThat(unpacked(packed).readAllBytes()).hasSize(UnpackedBody.MOST_MEMBERS);
  }

  @Test
  void emptyMembersWithoutEndAreRefused() throws IOException {
    byte[] packed = repeated(member(""), 100_000);

    assertThatThrownBy(() -> unpacked(packed).readAllBytes())
        .isInstanceOf(ComputeException.class)
        .hasMessageContaining("members");
  }

  private static UnpackedBody unpacked(byte[] packed) {
    return new UnpackedBody(new ByteArrayInputStream(packed), LIMITS);
  }

  private static byte[] member(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static byte[] repeated(byte[] part, int times) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
