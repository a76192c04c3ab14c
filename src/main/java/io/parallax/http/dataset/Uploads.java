package io.parallax.http.dataset;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Bounds the number of uploads. Thread safe.
@Component
final class Uploads {
  private final UploadProperties limits;
  private final AtomicInteger arriving = new AtomicInteger();

  Uploads(UploadProperties limits, MeterRegistry registry) {
    this.limits = limits;
    Gauge.builder("parallax.datasets.uploading", arriving, AtomicInteger::get)
        .description("Uploads of datasets in work")
        .register(registry);
  }

  /// Takes a place for an upload.
  ///
  /// @return to be closed when the upload is over
  /// @throws ComputeException OVERLOADED when there are too many uploads
  Place enter() {
    if (arriving.incrementAndGet() > limits.concurrent()) {
      arriving.decrementAndGet();
      throw new ComputeException(
          ErrorCode.OVERLOADED, limits.concurrent() + " datasets are being uploaded");
    }
    return new Place();
  }

  /// The place of one upload.
  final class Place implements AutoCloseable {
    private Place() {}

    @Override
    public void close() {
      arriving.decrementAndGet();
    }
  }
}
