package io.parallax.format.json;

import io.parallax.array.NDArray;
import io.parallax.compute.ComputeResult;
import io.parallax.compute.Summary;
import io.parallax.format.OutputOptions;
import io.parallax.format.OutputOptions.Float32As;
import io.parallax.format.OutputOptions.Int64As;
import io.parallax.format.StoredArray;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Writes arrays as objects: `dtype` and `shape`, then, as the options say, either `values`, or
/// `truncated` (whether the sample lacks elements), `sample` (the first elements in row-major
/// order) and `summary`, or nothing more.
///
/// Elements are written directly to the generator's stream, because the generator would make a
/// string of each element.
final class ArrayWriter {
  private final JsonGenerator json;
  private final OutputOptions options;
  private final ElementWriter elements;

  /// @param stream the stream that the generator writes to
  /// @param pieces shared by all writers
  ArrayWriter(JsonGenerator json, OutputStream stream, OutputOptions options, TextPieces pieces) {
    this.json = json;
    this.options = options;
    this.elements = new ElementWriter(stream, options, pieces);
  }

  /// @param summary of the array, where [OutputOptions#summarizes] says that it is written
  void write(NDArray array, @Nullable Summary summary) throws IOException {
    json.writeStartObject();
    writeType(json, options.written(array.type()), array.shape());
    if (options.summarizes(array.elementCount())) {
      writeSample(array);
      writeSummary(Objects.requireNonNull(summary));
    } else if (options.values() != OutputOptions.Values.NONE) {
      writeValues(array);
    }
    json.writeEndObject();
  }

  /// Writes a whole array.
  void write(StoredArray stored) throws IOException {
    json.writeStartObject();
    writeType(json, stored.type(), stored.shape());
    writeValues(stored.array());
    json.writeEndObject();
  }

  /// Writes type and shape of a result that is kept, and where.
  void writeKept(ComputeResult.Kept kept) {
    json.writeStartObject();
    writeType(json, kept.type().storage(), kept.type().shape());
    json.writeObjectPropertyStart("dataset");
    json.writeStringProperty("id", kept.dataset());
    json.writeStringProperty("column", kept.column());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Writes a result that has no value: its type and shape, `values` as null, and the reason as
  /// `note`.
  void writeMissing(ComputeResult.Missing missing) {
    json.writeStartObject();
    writeType(json, options.written(missing.type().type()), missing.type().shape());
    json.writeNullProperty("values");
    json.writeStringProperty("note", missing.reason().detail());
    json.writeEndObject();
  }

  /// Writes the fields `dtype` and `shape` of an object that has begun.
  static void writeType(JsonGenerator json, StorageType type, Shape shape) {
    json.writeStringProperty("dtype", type.label());
    json.writeArrayPropertyStart("shape");
    for (long extent : shape.extents()) {
      json.writeNumber(extent);
    }
    json.writeEndArray();
  }

  private void writeValues(NDArray array) throws IOException {
    json.writeName("values");
    if (array.shape().isScalar()) {
      writeElements("", array, 1, "");
    } else {
      writeElements("[", array, array.elementCount(), "]");
    }
  }

  private void writeSample(NDArray array) throws IOException {
    json.writeBooleanProperty("truncated", options.sample() < array.elementCount());
    json.writeName("sample");
    writeElements("[", array, Math.min(options.sample(), array.elementCount()), "]");
  }

  private void writeElements(String opening, NDArray array, long count, String closing)
      throws IOException {
    json.writeRawValue(opening);
    json.flush();
    elements.write(array, count);
    json.writeRaw(closing);
  }

  private void writeSummary(Summary summary) {
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("count", summary.count());
    switch (summary) {
      case Summary.Empty _ -> {}
      case Summary.Bools bools -> json.writeNumberProperty("trueCount", bools.trueCount());
      case Summary.Numbers numbers -> {
        json.writeNumberProperty("nanCount", numbers.nanCount());
        numbers.range().ifPresent(this::writeRange);
      }
    }
    json.writeEndObject();
  }

  private void writeRange(Summary.Range range) {
    writeScalar("min", range.min());
    writeScalar("max", range.max());
    writeScalar("mean", Scalar.of(range.mean()));
  }

  /// Writes one value in the form in which elements are written.
  private void writeScalar(String name, Scalar value) {
    switch (value.type()) {
      case BOOL -> json.writeBooleanProperty(name, value.asBoolean());
      case INT32 -> json.writeNumberProperty(name, value.bits());
      case INT64 -> {
        if (options.int64As() == Int64As.STRING) {
          json.writeStringProperty(name, Long.toString(value.bits()));
        } else {
          json.writeNumberProperty(name, value.bits());
        }
      }
      case FLOAT32 -> {
        if (options.float32As() == Float32As.DOUBLE) {
          json.writeNumberProperty(name, value.asDouble());
        } else {
          json.writeNumberProperty(name, Float.intBitsToFloat((int) value.bits()));
        }
      }
      case FLOAT64 -> json.writeNumberProperty(name, value.asDouble());
    }
  }
}
