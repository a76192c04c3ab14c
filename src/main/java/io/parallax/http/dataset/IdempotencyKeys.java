package io.parallax.http.dataset;

import io.parallax.dataset.Published;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The keys by which clients say that an upload is the same as one before
/// (`draft-ietf-httpapi-idempotency-key-header`). Of each key the request is remembered as a
/// fingerprint, and the answer as the id of its dataset. The number of keys and the time that they
/// are remembered are bounded. Thread safe.
@Component
final class IdempotencyKeys {
  static final String HEADER = "Idempotency-Key";
  static final int MOST_CHARACTERS = 255;

  private final UploadProperties limits;
  private final Map<String, Known> known = new LinkedHashMap<>();

  IdempotencyKeys(UploadProperties limits) {
    this.limits = limits;
  }

  /// The answer to the first request with a key.
  ///
  /// @param fingerprint of the request
  /// @param id of the dataset
  /// @param isNew whether the answer was that the dataset is a new one
  record Answered(String fingerprint, String id, boolean isNew) {}

  private record Known(Answered answered, long nanos) {}

  /// The key of a request.
  ///
  /// @throws ComputeException INVALID_ARGUMENT for one that is not 1 to [#MOST_CHARACTERS] visible
  ///   characters of ASCII
  static Optional<String> of(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HEADER));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    String key = sent.getFirst();
    if (sent.size() > 1 || !key.matches("[\\x21-\\x7e]{1," + MOST_CHARACTERS + "}")) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the header %s is there once and has 1 to %d visible characters of ASCII"
              .formatted(HEADER, MOST_CHARACTERS));
    }
    return Optional.of(key);
  }

  /// The answer that a key has got.
  ///
  /// @param fingerprint of the request that has the key now
  /// @return empty for a key that is not known
  /// @throws ComputeException INVALID_ARGUMENT if the request was another one
  Optional<Answered> answered(String key, String fingerprint) {
    Optional<Answered> before;
    synchronized (known) {
      forgetOld();
      before = Optional.ofNullable(known.get(key)).map(Known::answered);
    }
    if (before.isPresent() && !before.get().fingerprint().equals(fingerprint)) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the %s \"%s\" was sent before with another request; every request needs a key of its own"
              .formatted(HEADER, key));
    }
    return before;
  }

  /// Remembers the answer to the request with a key, unless the key has an answer.
  void remember(String key, String fingerprint, Published published) {
    Answered answer = new Answered(fingerprint, published.dataset().id(), published.isNew());
    synchronized (known) {
      known.putIfAbsent(key, new Known(answer, System.nanoTime()));
      forgetOld();
    }
  }

  /// The oldest keys come first.
  private void forgetOld() {
    int most = limits.keys();
    Duration life = limits.keyLife();
    long now = System.nanoTime();
    Iterator<Known> entries = known.values().iterator();
    while (entries.hasNext()) {
      Known oldest = entries.next();
      if (known.size() <= most && now - oldest.nanos() < life.toNanos()) {
        return;
      }
      entries.remove();
    }
  }
}
