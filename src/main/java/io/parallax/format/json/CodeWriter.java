package io.parallax.format.json;

import io.parallax.executor.machinecode.CodeSource.Code;
import io.parallax.format.ExplainRequest.Show;
import io.parallax.strategy.MachineCode.Shown;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Writes the code that a request's loops are compiled to.
final class CodeWriter {
  private CodeWriter() {}

  /// Writes the field `code`.
  static void write(JsonGenerator json, Shown code, Set<Show> show) {
    json.writeObjectPropertyStart("code");
    json.writeStringProperty("executor", code.executor());
    json.writeArrayPropertyStart("loops");
    for (Code loop : code.loops()) {
      json.writeStartObject();
      if (show.contains(Show.IR)) {
        json.writeStringProperty("ir", loop.ir());
      }
      if (show.contains(Show.ASSEMBLY)) {
        json.writeStringProperty("assembly", loop.assembly());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!code.complete()) {
      json.writeBooleanProperty("truncated", true);
    }
    json.writeEndObject();
  }
}
