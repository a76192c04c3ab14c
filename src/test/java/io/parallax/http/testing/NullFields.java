package io.parallax.http.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Requests with every optional field that they lack written as null, as the description of the
/// service names the fields.
public final class NullFields {
  /// The fields that tell the kinds of inputs apart, and the schemas of such inputs.
  private static final Map<String, String> INPUTS =
      Map.of(
          "values", "ArrayInput",
          "random", "RandomInput",
          "range", "RangeInput",
          "linspace", "LinspaceInput",
          "constant", "ConstantInput");

  private static final Map<String, String> PARAMETERS =
      Map.of("range", "RangeBounds", "linspace", "LinspaceBounds", "constant", "ConstantValue");

  private final JsonNode schemas;
  private final boolean fillsOptions;
  private final Set<String> written = new TreeSet<>();

  /// @param fillsOptions whether absent `options` and `output` become objects of nulls, not null
  public NullFields(JsonNode description, boolean fillsOptions) {
    this.schemas = description.at("/components/schemas");
    this.fillsOptions = fillsOptions;
  }

  /// The schemas whose fields were written, each with a colon and the field.
  public Set<String> written() {
    return Set.copyOf(written);
  }

  /// The value of a schema with nulls.
  public JsonNode in(String schemaName, JsonNode value) {
    JsonNode schema = schemas.get(schemaName);
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    ObjectNode filled = ((ObjectNode) value).deepCopy();
    for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
      String name = property.getKey();
      String nested = property.getValue().path("$ref").asString("").replaceAll(".*/", "");
      if (filled.has(name)) {
        fill(filled, name, nested);
      } else if (!required.contains(name)) {
        filled.putNull(name);
        written.add(schemaName + ":" + name);
        if (fillsOptions && nested.endsWith("Options")) {
          filled.set(name, in(nested, filled.objectNode()));
        }
      }
    }
    return filled;
  }

  private void fill(ObjectNode filled, String name, String nested) {
    if (filled.get(name) instanceof ObjectNode object) {
      String parameters =
          name.equals("random") ? distribution(object) : PARAMETERS.getOrDefault(name, nested);
      if (name.equals("inputs")) {
        object.properties().forEach(input -> input.setValue(input(input.getValue())));
      } else if (!parameters.isEmpty()) {
        filled.set(name, in(parameters, object));
      }
    }
  }

  private JsonNode input(JsonNode input) {
    return INPUTS.entrySet().stream()
        .filter(kind -> input.has(kind.getKey()))
        .map(kind -> in(kind.getValue(), input))
        .findFirst()
        .orElse(input);
  }

  private static String distribution(JsonNode random) {
    String name = random.get("distribution").asString();
    return "Random" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
