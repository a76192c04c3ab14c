package io.parallax.http.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/// The part of JSON Schema that the description uses. An unknown keyword fails, so that nothing the
/// description says goes unchecked. A value has no field that its schema does not name, although
/// the description lets answers have some, so that clients live on when answers get more fields.
public record JsonSchema(JsonNode document) {

  /// What in the value contradicts the schema of that name, empty when nothing does.
  public List<String> violations(String schemaName, JsonNode value) {
    return violations(document.at("/components/schemas/" + schemaName), value, schemaName);
  }

  private List<String> violations(JsonNode schema, JsonNode value, String place) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      found.addAll(check(keyword.getKey(), keyword.getValue(), schema, value, place));
    }
    return found;
  }

  private List<String> check(
      String keyword, JsonNode argument, JsonNode schema, JsonNode value, String place) {
    return switch (keyword) {
      case "$ref" -> violations(document.at(argument.stringValue().substring(1)), value, place);
      case "type" -> unless(isOfTypes(value, argument), place + " is " + value);
      case "enum" -> unless(contains(argument, value), place + " is " + value);
      case "pattern" ->
          unless(
              !value.isString()
                  || Pattern.compile(argument.stringValue()).matcher(value.stringValue()).find(),
              place + " is " + value);
      case "minimum" ->
          unless(value.asDouble() >= argument.asDouble(), place + " is less than " + argument);
      case "maximum" ->
          unless(value.asDouble() <= argument.asDouble(), place + " is more than " + argument);
      case "maxItems", "maxProperties" ->
          unless(value.size() <= argument.asInt(), place + " has too many");
      case "minProperties" -> unless(value.size() >= argument.asInt(), place + " has too few");
      case "required" -> required(argument, value, place);
      case "properties" -> {
        List<String> found = new ArrayList<>(properties(argument, value, place));
        if (!schema.has("additionalProperties")) {
          found.addAll(additional(BooleanNode.FALSE, schema, value, place));
        }
        yield found;
      }
      case "additionalProperties" -> additional(argument, schema, value, place);
      case "items" -> items(argument, value, place);
      case "description", "default", "examples", "format" -> List.of();
      default -> List.of("the check knows no keyword " + keyword);
    };
  }

  private static List<String> required(JsonNode names, JsonNode value, String place) {
    return StreamSupport.stream(names.spliterator(), false)
        .filter(name -> !value.has(name.stringValue()))
        .map(name -> place + " has no " + name)
        .toList();
  }

  private List<String> properties(JsonNode schemas, JsonNode value, String place) {
    return schemas.properties().stream()
        .filter(property -> value.has(property.getKey()))
        .flatMap(
            property ->
                violations(
                    property.getValue(),
                    value.get(property.getKey()),
                    place + "/" + property.getKey())
                    .stream())
        .toList();
  }

  private List<String> additional(
      JsonNode argument, JsonNode schema, JsonNode value, String place) {
    return value.properties().stream()
        .filter(property -> !schema.path("properties").has(property.getKey()))
        .flatMap(
            property -> {
              String at = place + "/" + property.getKey();
              return argument.isBoolean()
                  ? unless(argument.booleanValue(), at + " is not described").stream()
                  : violations(argument, property.getValue(), at).stream();
            })
        .toList();
  }

  private List<String> items(JsonNode schema, JsonNode value, String place) {
    return StreamSupport.stream(value.spliterator(), false)
        .flatMap(item -> violations(schema, item, place + "/…").stream())
        .collect(Collectors.toList());
  }

  private static boolean contains(JsonNode choices, JsonNode value) {
    return StreamSupport.stream(choices.spliterator(), false).anyMatch(value::equals);
  }

  private static boolean isOfTypes(JsonNode value, JsonNode types) {
    return types.isArray()
        ? StreamSupport.stream(types.spliterator(), false)
            .anyMatch(type -> isOfType(value, type.stringValue()))
        : isOfType(value, types.stringValue());
  }

  private static boolean isOfType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "null" -> value.isNull();
      default -> throw new AssertionError("unknown type " + type);
    };
  }

  private static List<String> unless(boolean holds, String complaint) {
    return holds ? List.of() : List.of(complaint);
  }
}
