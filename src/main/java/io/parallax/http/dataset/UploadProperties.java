package io.parallax.http.dataset;

import io.parallax.limit.Limit;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What an upload of a dataset may take.
///
/// @param body the most bytes of a body, as sent and decompressed
/// @param timeout the longest a body may take to arrive, from its first read on
/// @param concurrent the most uploads at a time
/// @param keys the most values of `Idempotency-Key` that are remembered; the oldest are forgotten
/// @param keyLife how long a value of `Idempotency-Key` is remembered
@ConfigurationProperties("parallax.datasets.upload")
record UploadProperties(
    @DefaultValue("64GB") DataSize body,
    @DefaultValue("1h") Duration timeout,
    @DefaultValue("16") int concurrent,
    @DefaultValue("10000") int keys,
    @DefaultValue("24h") Duration keyLife) {
  UploadProperties {
    Limit.requirePositive("parallax.datasets.upload.body", body.toBytes());
    Limit.requirePositive("parallax.datasets.upload.timeout", timeout.toMillis());
    Limit.requirePositive("parallax.datasets.upload.concurrent", concurrent);
    Limit.requirePositive("parallax.datasets.upload.keys", keys);
    Limit.requirePositive("parallax.datasets.upload.key-life", keyLife.toMillis());
  }
}
