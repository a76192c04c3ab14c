package io.parallax.format.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parallax.compute.ComputeRequest;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.ComputeOperation;
import io.parallax.format.Decoded;
import io.parallax.format.ExplainRequest;
import io.parallax.format.OutputOptions;
import io.parallax.format.RequestBody;
import io.parallax.format.testing.JsonBodies;
import io.parallax.format.testing.RequestFormats;
import io.parallax.memory.MemoryBudget;
import io.parallax.memory.Reservation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayRequestFormatTest {
  private final MemoryBudget budget = new MemoryBudget(64 << 20);
  private final Reservation reservation = budget.reserve(0);
  private final ArrayRequestFormat format =
      new ArrayRequestFormat(RequestFormats.arrays(), RequestFormats.queries(), JsonBodies.LIMITS);

  @AfterEach
  void leavesNoMemoryBehind() {
    reservation.close();
    assertThat(budget.inUseBytes()).isZero();
  }

  @Test
  void readsAnExpression() throws IOException {
    Decoded decoded =
        read(
            ComputeOperation.EVALUATE,
            "expression=a*x+%2B+k&input=a&inputs={\"k\":2}&output={\"values\":\"all\"}");

    ComputeRequest.Evaluate request = (ComputeRequest.Evaluate) decoded.request();
    assertThat(request.expression()).isEqualTo("a*x + k");
    assertThat(request.inputs()).containsOnlyKeys("k", "a");
    assertThat(decoded.output().values()).isEqualTo(OutputOptions.Values.ALL);
  }

  @Test
  void readsAFilter() throws IOException {
    ComputeRequest.Filter counted =
        (ComputeRequest.Filter)
            read(ComputeOperation.FILTER, "predicate=x>5&return=count").request();
    ComputeRequest.Filter selected =
        (ComputeRequest.Filter)
            read(ComputeOperation.FILTER, "predicate=x>5&select=x&select=x*2").request();
    ComputeRequest.Filter named =
        (ComputeRequest.Filter)
            read(ComputeOperation.FILTER, "predicate=x>5&select={\"y\":\"x*2\"}").request();

    assertThat(counted.predicate()).isEqualTo("x>5");
    assertThat(counted.returned()).isEqualTo(ComputeRequest.Returned.COUNT);
    assertThat(selected.select()).isEqualTo(Map.of("x", "x", "x*2", "x*2"));
    assertThat(named.select()).isEqualTo(Map.of("y", "x*2"));
  }

  @Test
  void takesAnyOtherParameterForAReduction() throws IOException {
    ComputeRequest.Reduce request =
        (ComputeRequest.Reduce)
            read(ComputeOperation.REDUCE, "total=sum(x)&where=x>0&gr%C3%B6%C3%9Fe=size(x)&")
                .request();

    assertThat(request.where()).isEqualTo("x>0");
    assertThat(request.reductions()).isEqualTo(Map.of("total", "sum(x)", "größe", "size(x)"));
    assertThat(request.inputs()).containsOnlyKeys("x");
  }

  @Test
  void takesUsualNamesForReductions() throws IOException {
    String names = "least=1&value=1&mean=1&set=1&out=1&n=1&max_2=1";

    ComputeRequest.Reduce request =
        (ComputeRequest.Reduce) read(ComputeOperation.REDUCE, names).request();

    assertThat(request.reductions())
        .containsOnlyKeys("least", "value", "mean", "set", "out", "n", "max_2");
  }

  @Test
  void readsAWholeRequest() throws IOException {
    String request = URLEncoder.encode("{\"expression\": \"x + 1\"}", StandardCharsets.UTF_8);

    Decoded decoded = read(ComputeOperation.EVALUATE, "request=" + request);
    ExplainRequest inquiry =
        format.explain(
            body("request={\"reduce\":{\"reductions\":{\"t\":\"sum(x)\"}},\"show\":[\"ir\"]}"),
            reservation,
            JsonBodies.far());

    assertThat(((ComputeRequest.Evaluate) decoded.request()).expression()).isEqualTo("x + 1");
    assertThat(inquiry.request().inputs()).containsOnlyKeys("x");
    assertThat(inquiry.show()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          EVALUATE | ``                         | INVALID_ARGUMENT | so the request is in the query: ?expression=x*2
          REDUCE   | input=x                    | INVALID_ARGUMENT | so the request is in the query: ?total=sum(x)
          EVALUATE | expresion=x                | UNKNOWN_FIELD    | did you mean "expression"?
          EVALUATE | total=sum(x)               | UNKNOWN_FIELD    | The parameters are "expression",
          FILTER   | predicate=x&where=x        | UNKNOWN_FIELD    | no parameter "where" here
          EVALUATE | options={}                 | INVALID_ARGUMENT | the field "expression" is missing
          EVALUATE | expression=x&expression=y  | MALFORMED_BODY   | the parameter "expression" twice
          EVALUATE | expression=x&options=auto  | MALFORMED_BODY   | the query's parameter "options" is JSON
          EVALUATE | expression=x&options={},"output":{} | MALFORMED_BODY | the query's parameter "options" is JSON
          EVALUATE | expression=x&options={"stratgy":1}  | UNKNOWN_FIELD  | did you mean "strategy"?
          EVALUATE | expression=x&inputs={"x":1} | MALFORMED_BODY  | the input "x" is there twice
          EVALUATE | expression=%zz             | MALFORMED_BODY   | not percent-encoded UTF-8
          EVALUATE | expression=%               | MALFORMED_BODY   | not percent-encoded UTF-8
          EVALUATE | expression=%ff             | MALFORMED_BODY   | not percent-encoded UTF-8
          EVALUATE | request={"expression":"x"}&output={} | UNKNOWN_FIELD | put "output" into the JSON
          EVALUATE | request={"expression":     | MALFORMED_BODY   | the request in the query: the body ends
          EVALUATE | expression=x+1             | INVALID_SYNTAX   | in a query + is a blank: for the operator write %2B
          EVALUATE | request={"expression":"x+1"} | INVALID_SYNTAX | in a query + is a blank: for the operator write %2B
          FILTER   | predicate=(x>1)&(x<3)      | UNKNOWN_FIELD    | & begins the next parameter: for the operator write %26
          REDUCE   | n=sum(x>1)&x<=3            | UNKNOWN_FIELD    | no parameter "x<"; in a query & begins the next parameter
          REDUCE   | n=sum(x)&wher=x>1          | UNKNOWN_FIELD    | did you mean "where"?
          REDUCE   | n=sum(x)&Input=y           | UNKNOWN_FIELD    | did you mean "input"?
          REDUCE   | n=sum(x)&option={}         | UNKNOWN_FIELD    | did you mean "options"?
          REDUCE   | n=sum(x)&timeoutMs=5       | UNKNOWN_FIELD    | write options={"timeoutMs": …}
          EVALUATE | expression=x&strategy=auto | UNKNOWN_FIELD    | write options={"strategy": …}
          REDUCE   | n=sum(x)&dtype=int8        | UNKNOWN_FIELD    | write output={"dtype": …}
          REDUCE   | reductions={"a":"sum(x)"}&b=sum(x) | UNKNOWN_FIELD | put "b" into it
          """)
  void refusesOtherQueriesWithAdvice(
      ComputeOperation operation, String query, ErrorCode code, String detail) {
    ComputeException refused =
        catchThrowableOfType(ComputeException.class, () -> read(operation, query));

    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.detail()).contains(detail);
  }

  private Decoded read(ComputeOperation operation, String query) throws IOException {
    return format.read(operation, body(query), reservation, JsonBodies.far());
  }

  private static RequestBody body(String query) {
    byte[] three = {1, 2, 3};
    return new RequestBody(
        "application/octet-stream",
        Map.of("dtype", "int8"),
        query,
        new ByteArrayInputStream(three),
        three.length);
  }
}
