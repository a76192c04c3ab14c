package io.parallax.http.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Runs a test class against a service with little memory, few places and little patience, which
/// lets pages of another origin in and speaks HTTP/2; started once for all of them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "parallax.limits.memory=" + OnASmallService.MEMORY_BYTES + "B",
      "parallax.admission.concurrent=" + OnASmallService.CONCURRENT,
      "parallax.admission.waiting=" + OnASmallService.WAITING,
      "parallax.http.body=" + OnASmallService.BODY_BYTES + "B",
      "parallax.http.idle-timeout=" + OnASmallService.IDLE_MILLIS + "ms",
      "parallax.http.header-timeout=" + OnASmallService.HEADER_MILLIS + "ms",
      "parallax.http.grace=" + OnASmallService.GRACE_MILLIS + "ms",
      "parallax.http.slowest=" + OnASmallService.SLOWEST_BYTES + "B",
      "parallax.http.body-timeout=" + OnASmallService.BODY_MILLIS + "ms",
      "parallax.datasets.quota=" + OnASmallService.QUOTA_BYTES + "B",
      "parallax.datasets.upload.body=" + OnASmallService.UPLOAD_BYTES + "B",
      "parallax.datasets.upload.timeout=" + OnASmallService.BODY_MILLIS + "ms",
      "parallax.datasets.upload.concurrent=" + OnASmallService.UPLOADS,
      "parallax.cors.origins=" + OnASmallService.ORIGIN,
      "server.http2.enabled=true"
    })
public @interface OnASmallService {
  /// The other origin whose pages may call it.
  String ORIGIN = "https://example.org";

  long MEMORY_BYTES = 64L << 20;
  int CONCURRENT = 2;
  int WAITING = 2;
  long BODY_BYTES = 1L << 20;

  /// More than a body of another request, and less than an upload.
  long QUOTA_BYTES = 6L << 20;

  long UPLOAD_BYTES = 8L << 20;
  int UPLOADS = 2;
  long IDLE_MILLIS = 2_000;
  long BODY_MILLIS = 3_000;
  long HEADER_MILLIS = 1_500;
  long GRACE_MILLIS = 1_000;

  /// Less than tests that trickle send, so that they meet the limit they are about.
  long SLOWEST_BYTES = 1_024;
}
