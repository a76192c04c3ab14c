package io.parallax.format.multipart;

import io.parallax.compute.ComputeProperties;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayFormat;
import io.parallax.format.ArrayLimits;
import io.parallax.format.Attachments;
import io.parallax.format.ComputeOperation;
import io.parallax.format.DatasetContent;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.Query;
import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.format.json.QueryReader;
import io.parallax.format.json.RequestReader;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads `multipart/form-data`: the part `request` is the request in JSON, and every other part has
/// an input, or the columns of a table, in the format of its `Content-Type`. Parts may come in any
/// order; options that come before the arrays have them placed where the executor wants them.
/// Without a part `request` the request is in the query.
@Component
public final class MultipartRequestFormat implements RequestFormat {
  private static final String MEDIA_TYPE = "multipart/form-data";
  private static final String REQUEST = "request";

  private final PartFormats formats;
  private final RequestReader requests;
  private final QueryReader queries;
  private final ComputeProperties limits;

  public MultipartRequestFormat(
      List<ArrayFormat> formats,
      RequestReader requests,
      QueryReader queries,
      ComputeProperties limits) {
    this.formats = new PartFormats(formats, requests);
    this.requests = requests;
    this.queries = queries;
    this.limits = limits;
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MEDIA_TYPE);
  }

  @Override
  public Decoded read(
      ComputeOperation operation, RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    Form<Decoded> form =
        new Form<>(
            json -> requests.read(operation, json, reservation, deadline),
            query -> queries.read(operation, query, reservation, deadline));
    Decoded request = form.read(body, reservation, deadline);
    return new Decoded(form.arrays.addedTo(request.request()), request.output());
  }

  @Override
  public ExplainRequest explain(RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    Form<ExplainRequest> form =
        new Form<>(
            json -> requests.explain(json, reservation, deadline),
            query -> queries.explain(query, reservation, deadline));
    ExplainRequest inquiry = form.read(body, reservation, deadline);
    return new ExplainRequest(form.arrays.addedTo(inquiry.request()), inquiry.show());
  }

  /// Reads a form whose parts are the columns; it has no part `request`.
  @Override
  public DatasetContent dataset(
      RequestBody body, ArrayLimits most, Reservation reservation, Deadline deadline)
      throws IOException {
    if (!body.query().isEmpty()) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_FIELD, "a form has no query: its parts are named after the columns");
    }
    Attachments columns = new Attachments(most);
    Parts parts = new Parts(body.stream(), boundary(body), deadline);
    int count = 0;
    for (Optional<PartHeader> part = parts.next(); part.isPresent(); part = parts.next()) {
      if (++count > most.arrays()) {
        throw tooMany(most.arrays());
      }
      long mostBytes = Math.max(0, body.mostBytes() - parts.offset());
      columns.add(
          formats.read(part.get(), parts.content(), mostBytes, most, reservation, deadline));
    }
    if (count == 0) {
      throw malformed("the form has no parts: send one for each column, or one with a table");
    }
    return new DatasetContent.Columns(columns.inputs());
  }

  private static ComputeException tooMany(int most) {
    return new ComputeException(ErrorCode.TOO_LARGE, "the body has more than " + most + " parts");
  }

  /// The most parts of a body: one for each input and the request.
  static int parts(ComputeProperties limits) {
    return limits.inputs() + 1;
  }

  /// Reads a request from one of its sources.
  private interface Reader<S, T> {
    T read(S source) throws IOException;
  }

  /// One body, whose request is a T. Used once.
  private final class Form<T> {
    private final Reader<InputStream, T> ofPart;
    private final Reader<Query, T> ofQuery;
    private final ArrayLimits inputs = ArrayLimits.ofInputs(limits);
    private final Attachments arrays = new Attachments(inputs);
    private Optional<T> request = Optional.empty();
    private boolean isInQuery;

    private Form(Reader<InputStream, T> ofPart, Reader<Query, T> ofQuery) {
      this.ofPart = ofPart;
      this.ofQuery = ofQuery;
    }

    private T read(RequestBody body, Reservation reservation, Deadline deadline)
        throws IOException {
      if (!body.query().isEmpty()) {
        request = Optional.of(ofQuery.read(Query.of(body.query())));
        isInQuery = true;
      }
      Parts parts = new Parts(body.stream(), boundary(body), deadline);
      int most = parts(limits);
      int count = 0;
      for (Optional<PartHeader> part = parts.next(); part.isPresent(); part = parts.next()) {
        if (++count > most) {
          throw tooMany(most);
        }
        if (part.get().name().equals(REQUEST)) {
          readRequest(part.get(), parts);
        } else {
          long mostBytes = Math.max(0, body.mostBytes() - parts.offset());
          arrays.add(
              formats.read(part.get(), parts.content(), mostBytes, inputs, reservation, deadline));
        }
      }
      return request.orElseThrow(
          () ->
              malformed(
                  "there is no part \"request\" with the request in JSON, and no query that has"
                      + " it"));
    }

    private void readRequest(PartHeader part, Parts parts) throws IOException {
      if (request.isPresent()) {
        throw malformed(
            isInQuery
                ? "the request is there twice: in the query, and in a part \"request\""
                : "there are two parts \"request\"");
      }
      PartFormats.requireJson(part);
      try {
        request = Optional.of(ofPart.read(parts.content()));
      } catch (ComputeException failure) {
        throw failure.pointer().isPresent()
            ? failure
            : new ComputeException(failure.code(), "the part \"request\": " + failure.detail());
      }
    }
  }

  private static String boundary(RequestBody body) {
    String boundary = body.parameters().get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > Parts.MAX_BOUNDARY_LENGTH) {
      throw malformed(
          "the header Content-Type has no boundary of 1 to %d characters; leave the header to the"
                  .formatted(Parts.MAX_BOUNDARY_LENGTH)
              + " client that makes the parts");
    }
    return boundary;
  }

  private static ComputeException malformed(String detail) {
    return new ComputeException(ErrorCode.MALFORMED_BODY, detail);
  }
}
