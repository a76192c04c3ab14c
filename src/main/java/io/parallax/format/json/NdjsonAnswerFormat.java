package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeRequest;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Timings;
import io.parallax.format.OutputOptions;
import io.parallax.format.StoredArray;
import io.parallax.format.WholeAnswerFormat;
import io.parallax.type.ArrayType;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/// Writes an answer as lines of JSON, so that a client can use the elements while they arrive:
/// 1. `{"results": {name: {"dtype", "shape"}, …}}`; a result without a value has `"values": null`
///    and a `note`, too;
/// 2. `{"name", "offset", "values"}` for each chunk of a result: its first elements, the next, and
///    so on; the offset counts elements in row-major order;
/// 3. `{"end": {"status": "complete", "count", "sha256", …}}`, without which the answer is not
///    whole: the number of all elements, the SHA-256 of their bytes in the order in which they were
///    written (little-endian, a bool as one byte), a filter's `matched` and `total`, the items of a
///    function that `failed`, and, with the detail FULL, `execution` and `timings`.
@Component
public final class NdjsonAnswerFormat implements WholeAnswerFormat {
  /// Elements of a chunk, which make a line of about 100 KB.
  static final int CHUNK_ELEMENTS = 8_192;

  private static final int PIECE_ELEMENTS = 512;
  private static final byte[] CLOSING = {']', '}', '\n'};

  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  @Override
  public String mediaType() {
    return "application/x-ndjson";
  }

  @Override
  public boolean isText() {
    return true;
  }

  @Override
  public Optional<String> refusal(Map<String, ArrayType> results) {
    return Optional.empty();
  }

  @Override
  public boolean writesMissing() {
    return true;
  }

  /// Unknown before the numbers are written.
  @Override
  public OptionalLong length(Map<String, StoredArray> arrays) {
    return OptionalLong.empty();
  }

  @Override
  public Timings write(
      ComputeRequest request,
      ComputeResult result,
      Timings timings,
      OutputOptions output,
      OutputStream stream)
      throws IOException {
    long startNanos = System.nanoTime();
    record(stream, json -> writeResults(json, result, output));
    Written written = writeChunks(WholeAnswerFormat.stored(result, output), output, stream);
    Timings complete = timings.withEncode(System.nanoTime() - startNanos);
    End end = new End(written, complete);
    record(stream, json -> writeEnd(json, result, end, output.detail()));
    stream.flush();
    return complete;
  }

  /// Writes the records of an answer that has nothing but arrays.
  @Override
  public void write(Map<String, StoredArray> arrays, OutputStream stream) throws IOException {
    record(
        stream,
        json -> {
          json.writeObjectPropertyStart("results");
          arrays.forEach(
              (name, array) -> {
                json.writeObjectPropertyStart(name);
                ArrayWriter.writeType(json, array.type(), array.shape());
                json.writeEndObject();
              });
          json.writeEndObject();
        });
    Written written = writeChunks(arrays, OutputOptions.DEFAULT, stream);
    record(
        stream,
        json -> {
          json.writeObjectPropertyStart("end");
          writeEnd(json, written);
          json.writeEndObject();
        });
    stream.flush();
  }

  private static void writeResults(JsonGenerator json, ComputeResult result, OutputOptions output) {
    json.writeObjectPropertyStart("results");
    result
        .arrays()
        .forEach(
            (name, array) -> {
              json.writeObjectPropertyStart(name);
              ComputeResult.Missing missing = result.missing().get(name);
              ArrayType type = missing == null ? array.arrayType() : missing.type();
              ArrayWriter.writeType(json, output.written(type.type()), type.shape());
              if (missing != null) {
                json.writeNullProperty("values");
                json.writeStringProperty("note", missing.reason().detail());
              }
              json.writeEndObject();
            });
    json.writeEndObject();
  }

  private Written writeChunks(
      Map<String, StoredArray> arrays, OutputOptions output, OutputStream stream)
      throws IOException {
    MessageDigest digest = sha256();
    ElementText text = new ElementText(output);
    long count = 0;
    for (Map.Entry<String, StoredArray> each : arrays.entrySet()) {
      writeChunks(each.getKey(), each.getValue(), text, digest, stream);
      count += each.getValue().array().elementCount();
    }
    return new Written(count, HexFormat.of().formatHex(digest.digest()));
  }

  private void writeChunks(
      String name, StoredArray stored, ElementText text, MessageDigest digest, OutputStream stream)
      throws IOException {
    NDArray array = stored.array();
    byte[] piece = new byte[PIECE_ELEMENTS * ElementText.ELEMENT_BYTES];
    for (long start = 0; start < array.elementCount(); start += CHUNK_ELEMENTS) {
      long end = Math.min(start + CHUNK_ELEMENTS, array.elementCount());
      stored.forEachPiece(start, end, digest::update);
      writeOpening(name, start, stream);
      for (long from = start; from < end; from += PIECE_ELEMENTS) {
        int bytes = text.put(array, from, Math.min(from + PIECE_ELEMENTS, end), piece);
        // A comma comes before every element but the first of the array.
        int comma = from == start && from > 0 ? 1 : 0;
        stream.write(piece, comma, bytes - comma);
      }
      stream.write(CLOSING);
    }
  }

  /// Writes a chunk up to its first element.
  private void writeOpening(String name, long offset, OutputStream stream) throws IOException {
    write(
        stream,
        json -> {
          json.writeStartObject();
          json.writeStringProperty("name", name);
          json.writeNumberProperty("offset", offset);
          json.writeName("values");
          json.writeRawValue("[");
        });
  }

  private static void writeEnd(
      JsonGenerator json, ComputeResult result, End end, OutputOptions.Detail detail) {
    json.writeObjectPropertyStart("end");
    writeEnd(json, end.written());
    result.matched().ifPresent(count -> json.writeNumberProperty("matched", count));
    result.total().ifPresent(count -> json.writeNumberProperty("total", count));
    result.failures().ifPresent(failures -> FailureWriter.write(json, failures));
    switch (detail) {
      case FULL -> {
        ExecutionWriter.writeExecution(json, result.execution());
        ExecutionWriter.writeTimings(json, end.timings());
      }
      case MINIMAL -> {}
    }
    json.writeEndObject();
  }

  /// Writes an object and ends its line.
  private void record(OutputStream stream, Consumer<JsonGenerator> fields) throws IOException {
    write(
        stream,
        json -> {
          json.writeStartObject();
          fields.accept(json);
          json.writeEndObject();
          json.writeRaw('\n');
        });
  }

  private void write(OutputStream stream, Consumer<JsonGenerator> content) throws IOException {
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), stream)) {
      content.accept(json);
    } catch (JacksonIOException broken) {
      throw broken.getCause();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has it", impossible);
    }
  }

  private static void writeEnd(JsonGenerator json, Written written) {
    json.writeStringProperty("status", "complete");
    json.writeNumberProperty("count", written.count());
    json.writeStringProperty("sha256", written.sha256());
  }

  /// What the last record says of the elements before it.
  private record Written(long count, String sha256) {}

  /// What the last record says of an answer.
  private record End(Written written, Timings timings) {}
}
