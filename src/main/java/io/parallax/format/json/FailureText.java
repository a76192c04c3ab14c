package io.parallax.format.json;

import io.parallax.compute.ItemFailures;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// The items of a function that failed as a line of JSON in ASCII, for answers that hold arrays and
/// nothing else: `{"failed": …, "failures": […]}` with the first of them.
public final class FailureText {
  /// The most items that are told, so that the line fits in a header.
  public static final int MOST = 10;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private FailureText() {}

  public static String of(ItemFailures failures) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      FailureWriter.writeBrief(json, failures, MOST);
      json.writeEndObject();
    }
    return text.toString();
  }
}
