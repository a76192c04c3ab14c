package io.parallax.http.dataset;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The settings of uploads and their limits.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
class UploadConfiguration {

  @Bean
  LimitSource uploadLimits(UploadProperties uploads) {
    return LimitSource.of(
        Subject.DATASETS,
        bytes(
            "uploadBytes",
            uploads.body().toBytes(),
            "the body of an upload, as sent and decompressed"),
        milliseconds("uploadTimeout", uploads.timeout(), "the arrival of an upload"),
        count("uploads", uploads.concurrent(), "uploads", "uploads at a time"),
        count(
            "listedDatasets",
            DatasetController.MOST_LISTED,
            "datasets",
            "a page of the list of datasets"),
        count(
            "idempotencyKeys",
            uploads.keys(),
            "keys",
            "values of Idempotency-Key that are remembered"),
        count(
            "idempotencyKeyLength",
            IdempotencyKeys.MOST_CHARACTERS,
            "characters",
            "a value of Idempotency-Key"),
        milliseconds(
            "idempotencyKeyLife", uploads.keyLife(), "the memory of a value of Idempotency-Key"));
  }
}
