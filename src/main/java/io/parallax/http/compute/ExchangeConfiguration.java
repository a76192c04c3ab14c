package io.parallax.http.compute;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.http.HttpProperties;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the beans that keep slow clients from slowing down others.
@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {

  @Bean
  LimitSource contentCodingLimits() {
    return LimitSource.of(
        Subject.BODY,
        count("gzipMembers", GzipMembers.MOST, "members", "a body in gzip"),
        bytes("zstdWindowBytes", ContentCoding.zstdWindowBytes(), "the window of a body in zstd"));
  }

  @Bean
  LimitSource exchangeLimits(HttpProperties http, Reception reception, Answering answering) {
    return LimitSource.of(
        Subject.EDGE,
        count("receivedRequests", http.receiving(), "requests", "bodies waited for at a time"),
        bytes("receivedBytes", reception.memoryBytes(), "long bodies that are not yet read"),
        count("answeredRequests", http.answering(), "requests", "long answers being written"),
        bytes(
            "answeredBytes",
            answering.memoryBytes(),
            "results being written, before clients must take them faster"),
        bytes(
            "compressFrom",
            http.compressFrom().toBytes(),
            "an answer in text that is not compressed"),
        bytes("slowestRate", http.slowest().toBytes(), "a second: a client's least rate"),
        milliseconds("grace", http.grace(), "waiting for a client before its rate counts"));
  }
}
