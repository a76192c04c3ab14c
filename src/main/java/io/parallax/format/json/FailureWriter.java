package io.parallax.format.json;

import io.parallax.compute.ItemFailures;
import io.parallax.error.ComputeException;
import io.parallax.error.SourcePosition;
import tools.jackson.core.JsonGenerator;

/// Writes the items of a function that failed.
final class FailureWriter {
  private FailureWriter() {}

  /// Writes the fields `failed`, the number of all, and `failures`, the first of them.
  static void write(JsonGenerator json, ItemFailures failures) {
    json.writeNumberProperty("failed", failures.count());
    json.writeArrayPropertyStart("failures");
    for (ItemFailures.Item item : failures.first()) {
      json.writeStartObject();
      writeItem(json, item);
      item.reason().position().ifPresent(position -> writePosition(json, position));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Writes the same fields without the lines of the functions.
  ///
  /// @param most the most items
  static void writeBrief(JsonGenerator json, ItemFailures failures, int most) {
    json.writeNumberProperty("failed", failures.count());
    json.writeArrayPropertyStart("failures");
    failures.first().stream()
        .limit(most)
        .forEach(
            item -> {
              json.writeStartObject();
              writeItem(json, item);
              item.reason()
                  .position()
                  .ifPresent(
                      position -> {
                        json.writeObjectPropertyStart("position");
                        writePlace(json, position);
                        json.writeEndObject();
                      });
              json.writeEndObject();
            });
    json.writeEndArray();
  }

  private static void writeItem(JsonGenerator json, ItemFailures.Item item) {
    ComputeException reason = item.reason();
    json.writeArrayPropertyStart("index");
    item.index().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeStringProperty("type", reason.code().address());
    json.writeStringProperty("detail", reason.detail());
  }

  private static void writePosition(JsonGenerator json, SourcePosition position) {
    json.writeObjectPropertyStart("position");
    writePlace(json, position);
    json.writeStringProperty("caret", position.caret());
    json.writeEndObject();
  }

  private static void writePlace(JsonGenerator json, SourcePosition position) {
    json.writeNumberProperty("offset", position.offset());
    position.line().ifPresent(line -> json.writeNumberProperty("line", line));
    position.column().ifPresent(column -> json.writeNumberProperty("column", column));
  }
}
