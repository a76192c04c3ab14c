package io.parallax.format.single;

import io.parallax.array.Input;
import io.parallax.compute.ComputeProperties;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ArrayBody;
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
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reads bodies that are one array, or the columns of one table, in any [ArrayFormat]. The request
/// is in the query, and the parameter `input` names the array. Options come before the array, so
/// that the array is placed where the executor wants it.
@Component
public final class ArrayRequestFormat implements RequestFormat {
  private static final String INPUT = "input";
  private static final String COLUMN = "column";

  private final Map<String, ArrayFormat> formats;
  private final QueryReader queries;
  private final ComputeProperties limits;

  public ArrayRequestFormat(
      List<ArrayFormat> formats, QueryReader queries, ComputeProperties limits) {
    this.formats =
        formats.stream().collect(Collectors.toMap(ArrayFormat::mediaType, Function.identity()));
    this.queries = queries;
    this.limits = limits;
  }

  @Override
  public Set<String> mediaTypes() {
    return formats.keySet();
  }

  @Override
  public Decoded read(
      ComputeOperation operation, RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    Query query = Query.of(body.query());
    Decoded request = queries.read(operation, query.without(INPUT), reservation, deadline);
    Attachments arrays =
        arrays(INPUT, query, body, ArrayLimits.ofInputs(limits), reservation, deadline);
    return new Decoded(arrays.addedTo(request.request()), request.output());
  }

  @Override
  public ExplainRequest explain(RequestBody body, Reservation reservation, Deadline deadline)
      throws IOException {
    Query query = Query.of(body.query());
    ExplainRequest inquiry = queries.explain(query.without(INPUT), reservation, deadline);
    Attachments arrays =
        arrays(INPUT, query, body, ArrayLimits.ofInputs(limits), reservation, deadline);
    return new ExplainRequest(arrays.addedTo(inquiry.request()), inquiry.show());
  }

  @Override
  public long leastArrayBytes(String mediaType, long bodyBytes) {
    return Objects.requireNonNull(formats.get(mediaType)).leastArrayBytes(bodyBytes);
  }

  @Override
  public DatasetContent dataset(
      RequestBody body, ArrayLimits limits, Reservation reservation, Deadline deadline)
      throws IOException {
    Query query = Query.of(body.query());
    query.without(COLUMN).parameters().keySet().stream()
        .findFirst()
        .ifPresent(
            other -> {
              throw new ComputeException(
                  ErrorCode.UNKNOWN_FIELD,
                  "the query has no parameter \"%s\" here: the body is the dataset, and \"column\""
                          .formatted(other)
                      + " names its only column");
            });
    return new DatasetContent.Columns(
        arrays(COLUMN, query, body, limits, reservation, deadline).inputs());
  }

  /// @param naming the parameter of the query that names the only array
  private Attachments arrays(
      String naming,
      Query query,
      RequestBody body,
      ArrayLimits limits,
      Reservation reservation,
      Deadline deadline)
      throws IOException {
    Optional<String> name = query.value(naming);
    ArrayFormat format = Objects.requireNonNull(formats.get(body.mediaType()));
    ArrayBody array =
        new ArrayBody(name, body.parameters(), body.stream(), body.mostBytes(), limits);
    Attachments arrays = new Attachments(limits);
    try {
      Map<String, Input> read = format.read(array, reservation, deadline);
      if (name.isPresent() && read.size() > 1) {
        throw new ComputeException(
            ErrorCode.INVALID_ARGUMENT,
            "%s names one array, and the body has %d columns with their own names: %s"
                .formatted(naming, read.size(), String.join(", ", read.keySet())));
      }
      arrays.add(read);
    } catch (ComputeException failure) {
      throw failure.below("/inputs");
    }
    return arrays;
  }
}
