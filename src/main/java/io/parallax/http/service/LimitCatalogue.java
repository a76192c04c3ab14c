package io.parallax.http.service;

import io.parallax.limit.Limit;
import io.parallax.limit.LimitSource;
import io.parallax.limit.LimitSource.Subject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Every limit of the service, by subject and name. Each limit comes from the owner that enforces
/// it.
@Component
final class LimitCatalogue {
  private final List<Limit> limits;

  LimitCatalogue(List<LimitSource> sources) {
    this.limits =
        Stream.of(Subject.values())
            .flatMap(
                subject ->
                    sources.stream()
                        .filter(source -> source.subject() == subject)
                        .flatMap(source -> source.limits().stream())
                        .sorted(Comparator.comparing(Limit::name)))
            .toList();
  }

  List<Limit> limits() {
    return limits;
  }
}
