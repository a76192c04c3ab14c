package io.parallax.format.json;

import io.parallax.compute.CalledFunction;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Explanation;
import io.parallax.compute.Timings;
import io.parallax.executor.thread.CorePool;
import io.parallax.format.AnswerFormat;
import io.parallax.format.ExplainRequest.Show;
import io.parallax.format.OutputOptions;
import io.parallax.format.StoredArray;
import io.parallax.strategy.MachineCode.Shown;
import io.parallax.type.ArrayType;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Writes the bodies of answers straight from the arrays. Thread safe. The stream is flushed at the
/// end and not closed. Exceptions of the stream pass to the caller.
///
/// The field `timings` comes last, so that its `encode` covers the values. With the detail MINIMAL
/// an answer ends with its results: `execution` and `timings` are absent.
public final class ResponseWriter implements AnswerFormat {
  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();
  private final TextPieces pieces;

  /// Writes each answer on the calling thread alone.
  public ResponseWriter() {
    this.pieces = TextPieces.NONE;
  }

  /// @param pool whose threads help with large arrays
  public ResponseWriter(CorePool pool) {
    this.pieces = new TextPieces(pool, pool.size());
  }

  @Override
  public String mediaType() {
    return RequestReader.MEDIA_TYPE;
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return Optional.empty();
  }

  /// Every option is followed.
  @Override
  public void check(OutputOptions output) {}

  /// None but those of all formats.
  @Override
  public Map<String, String> headers(ComputeResult result, OutputOptions output) {
    return Map.of();
  }

  /// Unknown before the numbers are written.
  @Override
  public OptionalLong length(ComputeResult result, OutputOptions output) {
    return OptionalLong.empty();
  }

  /// None.
  @Override
  public Map<String, String> headers(Map<String, StoredArray> arrays) {
    return Map.of();
  }

  /// Unknown before the numbers are written.
  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.empty();
  }

  /// Writes the arrays under `columns`, each with all its values.
  @Override
  public void write(Map<String, StoredArray> arrays, OutputStream stream) throws IOException {
    write(
        stream,
        json -> {
          ArrayWriter writer = new ArrayWriter(json, stream, OutputOptions.DEFAULT, pieces);
          json.writeObjectPropertyStart("columns");
          for (Map.Entry<String, StoredArray> each : arrays.entrySet()) {
            json.writeName(each.getKey());
            writer.write(each.getValue());
          }
          json.writeEndObject();
          return arrays;
        });
  }

  @Override
  public boolean writesMissing() {
    return true;
  }

  @Override
  public long writtenElements(long count, OutputOptions output) {
    return output.written(count);
  }

  @Override
  public boolean summarizes(long count, OutputOptions output) {
    return output.summarizes(count);
  }

  @Override
  public Timings write(
      ComputeRequest request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException {
    return switch (request) {
      case ComputeRequest.Evaluate evaluate -> evaluate(evaluate, result, timings, output, stream);
      case ComputeRequest.Filter _ -> filter(result, timings, output, stream);
      case ComputeRequest.Reduce _ -> reduce(result, timings, output, stream);
      case ComputeRequest.Mapping _ -> map(result, timings, output, stream);
    };
  }

  /// Writes `result` where there is one, the other results under `results` where there are any,
  /// `execution` and `timings`.
  ///
  /// @param timings the request's times so far
  /// @return the timings written, in which `encode` is the time this method took until then
  private Timings evaluate(
      ComputeRequest.Evaluate request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException {
    return answer(
        result,
        timings,
        output,
        stream,
        (json, arrays) -> {
          if (request.expression() != null) {
            String name = ComputeRequest.Evaluate.RESULT;
            json.writeName(name);
            writeResult(arrays, result, name);
          }
          if (!request.expressions().isEmpty()) {
            writeResults(json, arrays, result, request.expressions().keySet());
          }
        });
  }

  /// Writes `matched`, `total`, `results`, `execution` and `timings`; otherwise as [#evaluate].
  public Timings filter(
      ComputeResult result, Timings timings, OutputOptions output, OutputStream stream)
      throws IOException {
    return answer(
        result,
        timings,
        output,
        stream,
        (json, arrays) -> {
          writeCount(json, "matched", result.matched());
          writeCount(json, "total", result.total());
          writeResults(json, arrays, result, result.arrays().keySet());
        });
  }

  /// Writes `results`, `execution` and `timings`; otherwise as [#evaluate].
  public Timings reduce(
      ComputeResult result, Timings timings, OutputOptions output, OutputStream stream)
      throws IOException {
    return answer(
        result,
        timings,
        output,
        stream,
        (json, arrays) -> writeResults(json, arrays, result, result.arrays().keySet()));
  }

  /// Writes `result`, or a list `results` where the function returns several values, and the items
  /// that failed where they are collected; otherwise as [#evaluate].
  public Timings map(
      ComputeResult result, Timings timings, OutputOptions output, OutputStream stream)
      throws IOException {
    return answer(
        result,
        timings,
        output,
        stream,
        (json, arrays) -> {
          if (result.arrays().containsKey(ComputeRequest.Mapping.RESULT)) {
            json.writeName(ComputeRequest.Mapping.RESULT);
            writeResult(arrays, result, ComputeRequest.Mapping.RESULT);
          } else {
            json.writeArrayPropertyStart("results");
            for (String name : result.arrays().keySet()) {
              writeResult(arrays, result, name);
            }
            json.writeEndArray();
          }
          result.failures().ifPresent(failures -> FailureWriter.write(json, failures));
        });
  }

  /// Writes `canonical`, `inputs` and `results` (types by name), `functions` where any are called,
  /// `overflow`, `program`, `cost` and `decision`, followed by the parts of `code` that were asked
  /// for.
  ///
  /// @param code empty when no code was asked for
  /// @param show the parts of the code to write
  public void explain(
      Explanation explanation, Optional<Shown> code, Set<Show> show, OutputStream stream)
      throws IOException {
    write(
        stream,
        json -> {
          writeExplanation(json, explanation);
          code.ifPresent(shown -> CodeWriter.write(json, shown, show));
          return explanation;
        });
  }

  private static void writeExplanation(JsonGenerator json, Explanation explanation) {
    json.writeObjectPropertyStart("canonical");
    explanation.canonical().forEach(json::writeStringProperty);
    json.writeEndObject();
    writeTypes(json, "inputs", explanation.inputs(), explanation.weak());
    writeTypes(json, "results", explanation.results(), Set.of());
    if (!explanation.functions().isEmpty()) {
      writeFunctions(json, explanation.functions());
    }
    json.writeStringProperty("overflow", explanation.overflow().label());
    json.writeStringProperty("program", explanation.program());
    json.writeObjectPropertyStart("cost");
    json.writeNumberProperty("operationCount", explanation.operationCount());
    json.writeNumberProperty("peakBytes", explanation.peakBytes());
    json.writeEndObject();
    ExecutionWriter.writeDecision(json, explanation.decision());
  }

  private static void writeFunctions(JsonGenerator json, List<CalledFunction> functions) {
    json.writeArrayPropertyStart("functions");
    for (CalledFunction function : functions) {
      json.writeStartObject();
      json.writeStringProperty("name", function.name());
      writeTexts(json, "parameters", function.parameters());
      writeTexts(json, "results", function.results());
      json.writeObjectPropertyStart("names");
      function.names().forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private Timings answer(
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream,
      Results results)
      throws IOException {
    long startNanos = System.nanoTime();
    return write(
        stream,
        json -> {
          results.write(json, new ArrayWriter(json, stream, output, pieces));
          Timings complete = timings.withEncode(System.nanoTime() - startNanos);
          switch (output.detail()) {
            case FULL -> {
              ExecutionWriter.writeExecution(json, result.execution());
              complete = timings.withEncode(System.nanoTime() - startNanos);
              ExecutionWriter.writeTimings(json, complete);
            }
            case MINIMAL -> {}
          }
          return complete;
        });
  }

  private <T> T write(OutputStream stream, Body<T> body) throws IOException {
    T written;
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), stream)) {
      json.writeStartObject();
      written = body.write(json);
      json.writeEndObject();
    } catch (JacksonIOException broken) {
      throw broken.getCause();
    }
    stream.flush();
    return written;
  }

  private static void writeResults(
      JsonGenerator json, ArrayWriter arrays, ComputeResult result, Set<String> names)
      throws IOException {
    json.writeObjectPropertyStart("results");
    for (String name : names) {
      json.writeName(name);
      ComputeResult.Missing missing = result.missing().get(name);
      if (missing == null) {
        writeResult(arrays, result, name);
      } else {
        arrays.writeMissing(missing);
      }
    }
    json.writeEndObject();
  }

  private static void writeResult(ArrayWriter arrays, ComputeResult result, String name)
      throws IOException {
    ComputeResult.Kept kept = result.kept().get(name);
    if (kept != null) {
      arrays.writeKept(kept);
    } else {
      arrays.write(Objects.requireNonNull(result.arrays().get(name)), result.summaries().get(name));
    }
  }

  private static void writeCount(JsonGenerator json, String name, OptionalLong count) {
    count.ifPresent(value -> json.writeNumberProperty(name, value));
  }

  private static void writeTypes(
      JsonGenerator json, String name, Map<String, ArrayType> arrayTypes, Set<String> weak) {
    json.writeObjectPropertyStart(name);
    arrayTypes.forEach(
        (key, arrayType) -> {
          json.writeObjectPropertyStart(key);
          ArrayWriter.writeType(json, StorageType.of(arrayType.type()), arrayType.shape());
          if (weak.contains(key)) {
            json.writeBooleanProperty("weak", true);
          }
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  /// Writes the fields of an answer that hold its results.
  @FunctionalInterface
  private interface Results {
    void write(JsonGenerator json, ArrayWriter arrays) throws IOException;
  }

  /// Writes the fields of the body's object and returns a value about them, such as the timings.
  @FunctionalInterface
  private interface Body<T> {
    T write(JsonGenerator json) throws IOException;
  }
}
