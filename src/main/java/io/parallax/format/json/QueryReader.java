package io.parallax.format.json;

import io.parallax.compute.ComputeRequest;
import io.parallax.compute.Diagnosis;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.format.ComputeOperation;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.Query;
import io.parallax.limit.Deadline;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a request from the query of its address, when the body is an array. The request is JSON in
/// the parameter `request`, or its fields are parameters of their own. They are put together to the
/// body that they stand for, which [RequestReader] reads. Thread safe.
public final class QueryReader {
  private static final String REQUEST = "request";
  private static final String SELECT = "select";
  private static final String REDUCTIONS = "reductions";

  private final RequestReader reader;
  private final JsonFactory writing = JsonFactory.builder().build();

  public QueryReader(RequestReader reader) {
    this.reader = reader;
  }

  /// Reads a request. Failures have the pointers of the body that the query stands for.
  public Decoded read(
      ComputeOperation operation, Query query, Reservation reservation, Deadline deadline)
      throws IOException {
    InputStream body =
        query.parameters().containsKey(REQUEST) ? whole(query) : body(operation, query, deadline);
    try {
      Decoded decoded = reader.read(operation, body, reservation, deadline);
      if (query.hasPlus()) {
        requireSyntax(decoded.request());
      }
      return decoded;
    } catch (ComputeException failure) {
      throw inQuery(failure);
    }
  }

  /// Reads a request to explain, which is in the parameter `request`.
  public ExplainRequest explain(Query query, Reservation reservation, Deadline deadline)
      throws IOException {
    if (!query.parameters().containsKey(REQUEST)) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the body is an array, so the request to explain is in the query:"
              + " ?request={\"evaluate\": {\"expression\": \"x + 1\"}}, percent-encoded");
    }
    try {
      ExplainRequest inquiry = reader.explain(whole(query), reservation, deadline);
      if (query.hasPlus()) {
        requireSyntax(inquiry.request());
      }
      return inquiry;
    } catch (ComputeException failure) {
      throw inQuery(failure);
    }
  }

  /// Refuses texts that a `+`, which is a blank, has left without syntax.
  private static void requireSyntax(ComputeRequest request) {
    try {
      Diagnosis.requireSyntax(request);
    } catch (ComputeException failure) {
      throw failure.saying(
          failure.detail() + "; in a query + is a blank: for the operator write %2B");
    }
  }

  private static InputStream whole(Query query) {
    String request = query.value(REQUEST).orElseThrow();
    if (query.parameters().size() > 1) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_FIELD,
          "beside \"request\" the query has no other parameter than \"input\"; put %s into the JSON"
              .formatted(quoted(List.copyOf(query.without(REQUEST).parameters().keySet()))));
    }
    return stream(request);
  }

  private InputStream body(ComputeOperation operation, Query query, Deadline deadline)
      throws IOException {
    QueryFields fields = QueryFields.of(operation);
    if (query.parameters().isEmpty()) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the body is an array, so the request is in the query: " + fields.example());
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = writing.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      Map<String, String> named = new LinkedHashMap<>();
      for (String name : query.parameters().keySet()) {
        if (name.equals(SELECT) && fields.json().contains(name)) {
          select(query, json, deadline);
        } else if (fields.texts().contains(name)) {
          json.writeStringProperty(name, query.value(name).orElseThrow());
        } else if (fields.json().contains(name)) {
          writeJson(name, query.value(name).orElseThrow(), json, deadline);
        } else if (fields.namesReductions()) {
          QueryNames.requireReduction(name);
          named.put(name, query.value(name).orElseThrow());
        } else {
          throw unknown(query, name, fields);
        }
      }
      writeNamed(query, named, json);
      json.writeEndObject();
    }
    return stream(text.toString());
  }

  private static void writeNamed(Query query, Map<String, String> named, JsonGenerator json) {
    if (named.isEmpty()) {
      return;
    }
    if (query.parameters().containsKey(REDUCTIONS)) {
      throw new ComputeException(
          ErrorCode.UNKNOWN_FIELD,
          "beside \"reductions\" the query names no other reduction; put %s into it"
              .formatted(quoted(List.copyOf(named.keySet()))));
    }
    writeTexts(REDUCTIONS, named, json);
  }

  /// The selection is JSON, or each value is an expression whose result has the expression's text
  /// as its name.
  private void select(Query query, JsonGenerator json, Deadline deadline) throws IOException {
    List<String> values = query.parameters().getOrDefault(SELECT, List.of());
    if (values.size() == 1 && values.getFirst().strip().startsWith("{")) {
      writeJson(SELECT, values.getFirst(), json, deadline);
      return;
    }
    Map<String, String> named = new LinkedHashMap<>();
    values.forEach(expression -> named.put(expression, expression));
    writeTexts(SELECT, named, json);
  }

  private static void writeTexts(String field, Map<String, String> texts, JsonGenerator json) {
    json.writeObjectPropertyStart(field);
    texts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private void writeJson(String name, String value, JsonGenerator json, Deadline deadline)
      throws IOException {
    try {
      reader.requireOneValue(value, deadline);
    } catch (ComputeException failure) {
      throw new ComputeException(
          failure.code(),
          "the query's parameter \"%s\" is JSON: %s".formatted(name, failure.detail()));
    }
    json.writeName(name);
    json.writeRawValue(value);
  }

  private static ComputeException unknown(Query query, String name, QueryFields fields) {
    QueryNames.requirePlace(name);
    if (!QueryNames.isPlain(name) || query.value(name).filter(String::isEmpty).isPresent()) {
      throw QueryNames.partOfAnExpression(name);
    }
    List<String> known = new ArrayList<>(fields.texts());
    known.addAll(fields.json());
    known.add(REQUEST);
    return new ComputeException(
        ErrorCode.UNKNOWN_FIELD,
        "the query has no parameter \"%s\" here%s The parameters are %s"
            .formatted(
                name,
                NearestName.of(name, known)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("."),
                quoted(known)));
  }

  /// Says of a failure without a place in the request that the query has it.
  private static ComputeException inQuery(ComputeException failure) {
    return failure.pointer().isPresent()
        ? failure
        : new ComputeException(failure.code(), "the request in the query: " + failure.detail());
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }
}
