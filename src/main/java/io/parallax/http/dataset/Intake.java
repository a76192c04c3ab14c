package io.parallax.http.dataset;

import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.http.HttpProperties;
import io.parallax.http.compute.BodyContent;
import io.parallax.http.compute.Formats;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What an upload takes to be read: a format, a place and some memory. Thread safe.
@Component
final class Intake {
  private final Formats formats;
  private final Uploads places;
  private final MemoryBudget memory;
  private final HttpProperties limits;

  Intake(
      Formats formats,
      Uploads places,
      MemoryBudget memory,
      HttpProperties http,
      UploadProperties uploads) {
    this.formats = formats;
    this.places = places;
    this.memory = memory;
    this.limits = http.withBodies(uploads.body(), uploads.timeout());
  }

  /// The format of a body, as [Formats#ofRequest].
  RequestFormat format(HttpServletRequest request, HttpServletResponse response) {
    return formats.ofRequest(request, response);
  }

  /// A place, as [Uploads#enter].
  Uploads.Place enter() {
    return places.enter();
  }

  /// The memory that decompressing a body takes, to be given back when it has been read.
  Reservation reserve(HttpServletRequest request) {
    return memory.reserve(MemoryBudget.chargedBytes(BodyContent.memoryBytes(request)));
  }

  /// The body, as [BodyContent#arriving].
  RequestBody open(
      HttpServletRequest request, HttpServletResponse response, Optional<MessageDigest> digest)
      throws IOException {
    return BodyContent.arriving(request, response, limits, digest);
  }
}
