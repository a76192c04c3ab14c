package io.parallax.http.service;

import static io.parallax.limit.Limit.bytes;
import static io.parallax.limit.Limit.count;
import static io.parallax.limit.Limit.milliseconds;

import io.parallax.compute.ComputeProperties;
import io.parallax.format.OutputOptions;
import io.parallax.format.json.RequestReader;
import io.parallax.http.HttpProperties;
import io.parallax.http.problem.RequestId;
import io.parallax.language.Parser;
import io.parallax.limit.Limit;
import io.parallax.program.Graph;
import io.parallax.type.Shape;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Every limit of the service, each taken from what enforces it.
@Component
final class LimitCatalogue {
  private final HttpProperties http;
  private final ComputeProperties compute;
  private final ServiceLimits service;
  private final ExecutorLimits executors;
  private final EdgeLimits edge;

  LimitCatalogue(
      HttpProperties http,
      ComputeProperties compute,
      ServiceLimits service,
      ExecutorLimits executors,
      EdgeLimits edge) {
    this.http = http;
    this.compute = compute;
    this.service = service;
    this.executors = executors;
    this.edge = edge;
  }

  List<Limit> limits() {
    return Stream.of(
            ofRequests(),
            ofExpressions(),
            ofBodies(),
            ofTime(),
            service.limits(),
            edge.limits(),
            executors.ofKernels(),
            executors.ofWorkers())
        .flatMap(List::stream)
        .toList();
  }

  private List<Limit> ofRequests() {
    return List.of(
        bytes("bodyBytes", http.body().toBytes(), "a request's body"),
        bytes("headerBytes", http.headers().toBytes(), "a request's line and headers"),
        count("headers", http.headerCount(), "headers", "a request"),
        count(
            "requestIdLength", RequestId.LENGTH, "characters", "an X-Request-Id that is repeated"),
        count("elements", compute.elements(), "elements", "any one array, and any one loop"),
        count("rank", Shape.MAX_RANK, "dimensions", "an array's shape"),
        count("inputs", compute.inputs(), "inputs", "a request"),
        count("expressions", compute.expressions(), "expressions", "a request"),
        count("nameLength", compute.nameLength(), "characters", "the name of an input or result"));
  }

  private List<Limit> ofExpressions() {
    return List.of(
        bytes("expressionBytes", Parser.MAX_TEXT_BYTES, "an expression in UTF-8"),
        count("depth", Parser.MAX_DEPTH, "levels", "the nesting of an expression"),
        count("nodes", Parser.MAX_NODES, "nodes", "names, numbers and operations of an expression"),
        count("height", Parser.MAX_HEIGHT, "levels", "the tree of an expression"),
        count("integerBits", Parser.MAX_INTEGER_BITS, "bits", "an integer in an expression"),
        count(
            "operations",
            Graph.MAX_OPERATIONS,
            "operations",
            "the primitive operations of a request's program"));
  }

  private List<Limit> ofBodies() {
    return List.of(
        count("sample", OutputOptions.MAX_SAMPLE, "elements", "output.sample"),
        count(
            "autoElements",
            OutputOptions.MAX_AUTO_ELEMENTS,
            "elements",
            "an array written whole when output.values is auto"),
        count("numberDigits", RequestReader.MAX_NUMBER_DIGITS, "digits", "a number in a body"),
        count("stringLength", RequestReader.MAX_STRING_LENGTH, "characters", "a string in a body"),
        count(
            "fieldNameLength",
            RequestReader.MAX_FIELD_NAME_LENGTH,
            "characters",
            "a field's name in a body"),
        count("nesting", RequestReader.MAX_NESTING, "levels", "objects and arrays in a body"));
  }

  private List<Limit> ofTime() {
    return List.of(
        milliseconds("timeout", compute.timeout(), "a request that names no timeoutMs"),
        milliseconds("maxTimeout", compute.maxTimeout(), "options.timeoutMs"),
        milliseconds("bodyTimeout", http.bodyTimeout(), "the arrival of a body"),
        milliseconds("headerTimeout", http.headerTimeout(), "the arrival of line and headers"),
        milliseconds("idleTimeout", http.idleTimeout(), "silence while reading or writing"),
        milliseconds("keepAliveTimeout", http.keepAlive(), "silence between two requests"),
        milliseconds("answerTimeout", http.answerTimeout(), "the writing of an answer"),
        milliseconds("drain", http.drain(), "serving after the service was told to stop"),
        milliseconds("finish", http.finish(), "requests in work when the service stops"));
  }
}
