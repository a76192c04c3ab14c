package io.parallax.format.json;

import io.parallax.compute.ComputeResult;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// How a request was run as a line of JSON in ASCII: an answer's `execution` without the candidates
/// of its decision.
public final class ExecutionText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ExecutionText() {}

  public static String of(ComputeResult.Execution execution) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      ExecutionWriter.writeBrief(json, execution);
    }
    return text.toString();
  }
}
