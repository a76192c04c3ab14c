package io.parallax.http.dataset;

import io.parallax.compute.ComputeProperties;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.Draft;
import io.parallax.dataset.Published;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayLimits;
import io.parallax.format.DatasetContent;
import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.http.client.Clients;
import io.parallax.http.compute.BodyContent;
import io.parallax.http.tomcat.BodyValve;
import io.parallax.http.tomcat.EdgeThreads;
import io.parallax.http.tomcat.EdgeThreads.Absence;
import io.parallax.limit.Deadline;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The way of an upload from its headers to its dataset. Thread safe.
/// 1. What its headers say is checked, and it takes a place of [Uploads]. Nothing of the body has
///    been read yet.
/// 2. It leaves the edge. The body is read while it arrives; its arrays are files of a [Draft].
/// 3. Generators are filled, or the request that selects the columns is computed, in other files of
///    the draft ([DraftColumns]).
/// 4. The draft is published. Without that, closing the draft removes its files.
@Component
final class UploadExchange {
  /// The most columns that are read, which are as many as the store takes (`datasetColumns`).
  private static final int MOST_COLUMNS = 1_000;

  /// The length of a body that is hardly waited for.
  private static final long SHORT_BYTES = 64 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final DatasetStore store;
  private final Intake intake;
  private final DraftColumns columns;
  private final IdempotencyKeys keys;
  private final EdgeThreads threads;
  private final ComputeProperties limits;
  private final UploadProperties uploads;

  UploadExchange(
      DatasetStore store,
      Intake intake,
      DraftColumns columns,
      IdempotencyKeys keys,
      EdgeThreads threads,
      ComputeProperties limits,
      UploadProperties uploads) {
    this.store = store;
    this.intake = intake;
    this.columns = columns;
    this.keys = keys;
    this.threads = threads;
    this.limits = limits;
    this.uploads = uploads;
  }

  /// Stores what the request's body has. The same content again is the same dataset.
  Published upload(HttpServletRequest request, HttpServletResponse response) throws IOException {
    RequestFormat format = intake.format(request, response);
    Clients.Visit visit = Clients.visit(request);
    Deadline deadline =
        Deadline.after(
            System.nanoTime(), uploads.timeout().plus(limits.maxTimeout()), visit.cancellation());
    Optional<String> key = IdempotencyKeys.of(request);
    Optional<MessageDigest> digest = key.map(_ -> EntityTag.sha256());
    try (Uploads.Place _ = intake.enter();
        Absence absence = threads.absence();
        Reservation _ = intake.reserve(request);
        RequestBody body = intake.open(request, response, digest);
        Draft draft = store.draft()) {
      requireRoom(request, format, body, draft.reservation());
      leave(absence, request);
      DatasetContent content = read(request, format, body, draft.reservation(), deadline);
      visit.enter(Clients.Stage.COMPUTING);
      Optional<String> fingerprint = digest.map(each -> fingerprint(request, each));
      Optional<Published> before = fingerprint.flatMap(each -> before(key.orElseThrow(), each));
      if (before.isPresent()) {
        return before.get();
      }
      Published published =
          draft.publish(
              columns.of(content, draft.reservation(), deadline, visit.cancellation(), absence),
              deadline);
      fingerprint.ifPresent(each -> keys.remember(key.orElseThrow(), each, published));
      return published;
    }
  }

  /// Refuses a body whose length alone tells that its arrays find no room.
  private static void requireRoom(
      HttpServletRequest request, RequestFormat format, RequestBody body, Reservation reservation) {
    long announced = request.getContentLengthLong();
    if (announced > 0 && !BodyContent.isPacked(request)) {
      long least = MemoryBudget.chargedBytes(format.leastArrayBytes(body.mediaType(), announced));
      reservation.grow(least);
      reservation.shrink(least);
    }
  }

  /// Leaves the edge: for long unless the body is short.
  private static void leave(Absence absence, HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    if (announced >= 0 && announced <= SHORT_BYTES) {
      absence.begin();
    } else {
      absence.beginLong();
    }
  }

  /// Reads the whole body.
  private DatasetContent read(
      HttpServletRequest request,
      RequestFormat format,
      RequestBody body,
      Reservation reservation,
      Deadline deadline)
      throws IOException {
    ArrayLimits most = new ArrayLimits(MOST_COLUMNS, limits.nameLength(), Long.MAX_VALUE);
    try {
      DatasetContent content = format.dataset(body, most, reservation, deadline);
      readToEnd(body.stream(), deadline);
      return content;
    } catch (IOException | RuntimeException | Error failure) {
      BodyValve.takeBack(request);
      throw failure;
    }
  }

  private static void readToEnd(InputStream stream, Deadline deadline) throws IOException {
    byte[] ignored = new byte[BUFFER_BYTES];
    while (stream.read(ignored, 0, ignored.length) >= 0) {
      deadline.check();
    }
  }

  /// What a key was answered before, while the dataset is there.
  ///
  /// @throws ComputeException INVALID_ARGUMENT if the request was another one
  private Optional<Published> before(String key, String fingerprint) {
    Optional<IdempotencyKeys.Answered> answered = keys.answered(key, fingerprint);
    try {
      return answered.map(each -> new Published(store.find(each.id()), each.isNew()));
    } catch (ComputeException gone) {
      if (gone.code() == ErrorCode.UNKNOWN_DATASET) {
        return Optional.empty();
      }
      throw gone;
    }
  }

  /// What makes a request the same as another one: its query, the type of its body, and its body.
  private static String fingerprint(HttpServletRequest request, MessageDigest digest) {
    return EntityTag.of(
            List.of(
                String.valueOf(request.getQueryString()),
                request.getContentType(),
                String.valueOf(request.getHeader("Content-Encoding")),
                HexFormat.of().formatHex(digest.digest())))
        .opaque();
  }
}
