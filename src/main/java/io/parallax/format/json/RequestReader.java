package io.parallax.format.json;

import io.parallax.array.Input;
import io.parallax.benchmark.BenchmarkRequest;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.Options;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayLimits;
import io.parallax.format.ComputeOperation;
import io.parallax.format.DatasetContent;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.Query;
import io.parallax.format.RemoteInputs;
import io.parallax.format.RequestBody;
import io.parallax.format.RequestFormat;
import io.parallax.format.StoredColumns;
import io.parallax.format.json.scan.ArrayScan;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Reads the bodies of `/v1/evaluate`, `/v1/filter`, `/v1/reduce`, `/v1/map` and `/v1/explain`.
/// Thread safe.
///
/// Array elements go from the stream into off-heap memory charged to the reservation; no tree is
/// built. The stream is read to its end and not closed. Every method throws
/// [io.parallax.error.ComputeException], with a JSON pointer wherever one exists, for everything
/// that is wrong with the body. Exceptions of the stream pass to the caller. What was allocated
/// until then remains the reservation's.
public final class RequestReader implements RequestFormat {
  static final String MEDIA_TYPE = "application/json";

  /// The most characters of a string: twice the longest expression allowed.
  public static final int MAX_STRING_LENGTH = 16 * 1024;

  /// The most characters of a field's name, known or not. [ComputeProperties] limits the names of
  /// inputs and results further.
  public static final int MAX_FIELD_NAME_LENGTH = 1_024;

  /// The most digits of a number. The shortest form of a float64 has at most 20 with its exponent,
  /// the exact form up to 1 077.
  public static final int MAX_NUMBER_DIGITS = 1_100;

  /// The most objects and arrays within one another, which is more than any valid body has.
  public static final int MAX_NESTING = 64;

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              new BodyLimits(
                  MAX_NESTING, MAX_NUMBER_DIGITS, MAX_STRING_LENGTH, MAX_FIELD_NAME_LENGTH))
          .build();
  private final ComputeProperties limits;
  private final Predicate<Options> sharing;
  private final ArrayScan arrays;
  private final StoredColumns datasets;
  private final RemoteInputs addresses;

  /// @param limits the limits beyond which a body is refused before more of it is read
  public RequestReader(ComputeProperties limits) {
    this(limits, _ -> false, ArrayScan.alone(), StoredColumns.NONE, RemoteInputs.NONE);
  }

  /// A reader of requests that name no datasets and no addresses.
  public RequestReader(ComputeProperties limits, Predicate<Options> sharing, ArrayScan arrays) {
    this(limits, sharing, arrays, StoredColumns.NONE, RemoteInputs.NONE);
  }

  /// @param sharing whether the arrays of a request with these options are best placed in shared
  ///   memory; arrays that are read after the options are then placed there
  /// @param arrays reads arrays from bodies that are in memory
  /// @param datasets has the columns that requests name
  /// @param addresses fetches what requests name by address
  public RequestReader(
      ComputeProperties limits,
      Predicate<Options> sharing,
      ArrayScan arrays,
      StoredColumns datasets,
      RemoteInputs addresses) {
    this.datasets = datasets;
    this.addresses = addresses;
    this.arrays = arrays;
    this.limits = limits;
    this.sharing = sharing;
  }

  @Override
  public Set<String> mediaTypes() {
    return Set.of(MEDIA_TYPE);
  }

  /// Reads a request. Throws UNKNOWN_FIELD if the query of its address has parameters.
  @Override
  public Decoded read(
      ComputeOperation operation, RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    requireNoQuery(body);
    return read(operation, body.stream(), reservation, deadline);
  }

  @Override
  public ExplainRequest explain(RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    requireNoQuery(body);
    return explain(body.stream(), reservation, deadline);
  }

  private static void requireNoQuery(RequestBody body) {
    Query.of(body.query()).parameters().keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new ComputeException(
                  ErrorCode.UNKNOWN_FIELD,
                  "the query has the parameter \""
                      + name
                      + "\", but the request is in the JSON body: remove the query");
            });
  }

  public Decoded read(
      ComputeOperation operation, InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return switch (operation) {
      case EVALUATE -> evaluate(body, reservation, deadline);
      case FILTER -> filter(body, reservation, deadline);
      case REDUCE -> reduce(body, reservation, deadline);
      case MAP -> map(body, reservation, deadline);
    };
  }

  public Decoded evaluate(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::evaluate);
  }

  public Decoded filter(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::filter);
  }

  public Decoded reduce(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::reduce);
  }

  public Decoded map(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::map);
  }

  /// Reads an object that holds one of the other bodies under `evaluate`, `filter`, `reduce` or
  /// `map`, and the kinds of code to show under `show`.
  public ExplainRequest explain(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::explain);
  }

  /// Reads an object that holds one of the other bodies, or the name of a suite, and what to
  /// compare it at.
  public BenchmarkRequest benchmark(InputStream body, Reservation reservation, Deadline deadline)
      throws IOException {
    return read(body, reservation, deadline, BodyReader::benchmark);
  }

  /// Reads an object with `inputs`, which are the columns of a dataset, or with `select` and the
  /// fields of a request whose results are the columns. Throws UNKNOWN_FIELD if the query of its
  /// address has parameters.
  @Override
  public DatasetContent dataset(
      RequestBody body, ArrayLimits most, Reservation reservation, Deadline deadline)
      throws IOException {
    requireNoQuery(body);
    return read(body.stream(), most, reservation, deadline, BodyReader::dataset);
  }

  /// Reads one input by itself. Pointers of failures begin with the input's name.
  ///
  /// @param most its limits
  public Input input(
      String name, InputStream body, ArrayLimits most, Reservation reservation, Deadline deadline)
      throws IOException {
    try {
      return parsed(
          body,
          deadline,
          cursor -> {
            cursor.next();
            try (InputReader reader = inputs(cursor, most, reservation, deadline)) {
              return reader.readNow(name);
            }
          });
    } catch (ComputeException failure) {
      throw failure.below("/" + name.replace("~", "~0").replace("/", "~1"));
    }
  }

  /// Refuses a text that is not one JSON value.
  void requireOneValue(String text, Deadline deadline) throws IOException {
    parsed(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        deadline,
        cursor -> {
          cursor.next();
          return cursor.parser().skipChildren();
        });
  }

  private <T> T read(
      InputStream body, Reservation reservation, Deadline deadline, Function<BodyReader, T> form)
      throws IOException {
    return read(body, ArrayLimits.ofInputs(limits), reservation, deadline, form);
  }

  private <T> T read(
      InputStream body,
      ArrayLimits inputs,
      Reservation reservation,
      Deadline deadline,
      Function<BodyReader, T> form)
      throws IOException {
    return parsed(
        body,
        deadline,
        cursor -> {
          cursor.begin();
          try (InputReader reader = inputs(cursor, inputs, reservation, deadline)) {
            return form.apply(new BodyReader(cursor, reservation, limits, reader, inputs, sharing));
          }
        });
  }

  private InputReader inputs(
      JsonCursor cursor, ArrayLimits most, Reservation reservation, Deadline deadline) {
    return new InputReader(cursor, reservation, most, datasets, addresses, deadline);
  }

  private <T> T parsed(InputStream body, Deadline deadline, Function<JsonCursor, T> form)
      throws IOException {
    BodyStream stream = new BodyStream(body, deadline, arrays);
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), stream)) {
      return parsed(parser, stream, form);
    } catch (JacksonIOException broken) {
      throw broken.getCause();
    }
  }

  private static <T> T parsed(JsonParser parser, BodyStream stream, Function<JsonCursor, T> form) {
    try {
      JsonCursor cursor = new JsonCursor(parser, stream);
      T decoded = form.apply(cursor);
      cursor.end();
      return decoded;
    } catch (JacksonIOException broken) {
      throw broken;
    } catch (JacksonException malformed) {
      throw Malformed.complaint(malformed, parser, stream);
    }
  }
}
