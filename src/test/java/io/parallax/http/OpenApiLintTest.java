package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Yaml31;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description uses only what generators of clients have words for. `OpenApiIT` holds the file
/// to what the service serves.
class OpenApiLintTest {
  private static final Path DESCRIPTION = Path.of("openapi", "openapi.yaml");
  private static final String SCHEMAS = "#/components/schemas/";

  /// Values of any form, for which clients have their language's word for anything.
  private static final Set<String> FREE =
      Set.of(
          "EvaluateRequest/inputs/*",
          "FilterRequest/inputs/*",
          "ReduceRequest/inputs/*",
          "MapRequest/inputs/*",
          "DatasetRequest/inputs/*",
          "ArrayInput/nulls",
          "ArrayInput/values",
          "RandomInput/random",
          "ConstantValue/value",
          "ArrayResult/values",
          "ArrayResult/sample/*",
          "Summary/min",
          "Summary/max",
          "Summary/mean",
          "ConstantEntry/value");

  /// Words that a language or its generated code uses as the name of a type.
  private static final Set<String> TAKEN =
      Set.of(
          "any",
          "apiclient",
          "apiexception",
          "apiresponse",
          "array",
          "blob",
          "boolean",
          "byte",
          "class",
          "code",
          "configuration",
          "constant",
          "date",
          "double",
          "enum",
          "error",
          "exception",
          "file",
          "float",
          "function",
          "input",
          "int",
          "integer",
          "interface",
          "iterator",
          "list",
          "long",
          "map",
          "model",
          "null",
          "number",
          "object",
          "operator",
          "option",
          "options",
          "output",
          "pair",
          "position",
          "promise",
          "range",
          "record",
          "request",
          "response",
          "result",
          "set",
          "string",
          "symbol",
          "type");

  private static final Set<String> KEYWORDS =
      Set.of("delete", "do", "for", "if", "import", "in", "map", "new", "return", "switch", "type");

  private static final Map<String, Set<String>> FORMATS =
      Map.of("number", Set.of("double"), "integer", Set.of("int32", "int64"));

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]+");

  private static JsonNode description;

  @BeforeAll
  static void read() throws IOException {
    String json = Yaml31.mapper().readTree(DESCRIPTION.toFile()).toString();
    description = JsonMapper.shared().readTree(json);
  }

  /// A schema and the place of it.
  private record Place(String path, JsonNode schema) {}

  @Test
  void noSchemaIsOneOfSeveralForms() {
    assertThat(places())
        .isNotEmpty()
        .noneMatch(
            place ->
                Stream.of("oneOf", "anyOf", "allOf", "not")
                    .anyMatch(keyword -> place.schema().has(keyword)));
  }

  @Test
  void everyNumberHasAFormat() {
    assertThat(places())
        .filteredOn(place -> FORMATS.containsKey(type(place.schema())))
        .isNotEmpty()
        .allMatch(
            place ->
                FORMATS
                    .getOrDefault(type(place.schema()), Set.of())
                    .contains(place.schema().path("format").asString("")));
  }

  @Test
  void onlyWhatMayHaveAnyFormHasNoType() {
    List<Place> free =
        places().stream()
            .filter(place -> !place.schema().has("$ref") && type(place.schema()).isEmpty())
            .toList();

    assertThat(free.stream().map(Place::path)).containsExactlyInAnyOrderElementsOf(FREE);
    assertThat(free)
        .allMatch(
            place -> List.copyOf(place.schema().propertyNames()).equals(List.of("description")));
  }

  @Test
  void everyObjectHasItsFieldsAndAName() {
    assertThat(places())
        .filteredOn(place -> type(place.schema()).equals("object"))
        .isNotEmpty()
        .allMatch(
            place ->
                place.path().contains("/")
                    ? place.schema().path("additionalProperties").isObject()
                    : !place.schema().path("properties").isEmpty());
  }

  @Test
  void requestsAreClosedAndAnswersAreOpen() {
    Set<String> asked = new TreeSet<>();
    Stream.of(
            "EvaluateRequest",
            "FilterRequest",
            "ReduceRequest",
            "ExplainRequest",
            "DatasetRequest",
            "BenchmarkRequest",
            "ArrayInput")
        .forEach(name -> reach(name, asked));
    names().stream().filter(name -> name.startsWith("Random")).forEach(name -> reach(name, asked));
    Stream.of("RangeInput", "LinspaceInput", "ConstantInput", "StoredInput", "RemoteInput")
        .forEach(name -> reach(name, asked));

    assertThat(names())
        .filteredOn(name -> type(schema(name)).equals("object"))
        .allSatisfy(
            name ->
                assertThat(schema(name).has("additionalProperties"))
                    .as(name)
                    .isEqualTo(asked.contains(name)));
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(description.findValuesAsString("$ref"))
        .isNotEmpty()
        .allMatch(reference -> description.at(reference.substring(1)).isObject());
  }

  @Test
  void noSchemaContainsItself() {
    assertThat(names())
        .allSatisfy(
            name -> {
              Set<String> within = new TreeSet<>();
              references(schema(name)).forEach(part -> reach(part, within));
              assertThat(within).doesNotContain(name);
            });
  }

  @Test
  void namesOfSchemasAreFreeInEveryLanguage() {
    assertThat(names())
        .allMatch(name -> NAME.matcher(name).matches())
        .noneMatch(name -> TAKEN.contains(name.toLowerCase(Locale.ROOT)));
  }

  /// Go has the constants of all enumerations with a name in one room.
  @Test
  void enumerationsWithANameShareNoConstant() {
    List<String> constants =
        names().stream()
            .flatMap(name -> StreamSupport.stream(schema(name).path("enum").spliterator(), false))
            .map(JsonNode::asString)
            .toList();

    assertThat(constants).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    List<String> ids = new ArrayList<>();
    description
        .at("/paths")
        .forEach(
            path -> path.forEach(operation -> ids.add(operation.at("/operationId").asString(""))));

    assertThat(ids).contains("evaluate").doesNotContain("").doesNotHaveDuplicates();
    assertThat(ids).doesNotContainAnyElementsOf(KEYWORDS);
  }

  @Test
  void defaultsAreAmongTheChoices() {
    assertThat(places())
        .filteredOn(place -> place.schema().has("enum") && place.schema().has("default"))
        .isNotEmpty()
        .allMatch(
            place ->
                StreamSupport.stream(place.schema().get("enum").spliterator(), false)
                    .anyMatch(place.schema().get("default")::equals));
  }

  @Test
  void jsonIsTheFirstOfTheMediaTypes() {
    Stream.of("requestBodies", "responses")
        .flatMap(kind -> description.at("/components/" + kind).findValues("content").stream())
        .filter(content -> content.size() > 1)
        .forEach(
            content ->
                assertThat(content.propertyNames().iterator().next())
                    .isEqualTo("application/json"));
  }

  /// Every schema below the named ones, with its place: a name, then fields, `*` for what an array
  /// or a map holds.
  private static List<Place> places() {
    List<Place> places = new ArrayList<>();
    names().forEach(name -> collect(new Place(name, schema(name)), places));
    return places;
  }

  private static void collect(Place place, List<Place> places) {
    places.add(place);
    JsonNode schema = place.schema();
    schema
        .path("properties")
        .properties()
        .forEach(
            field ->
                collect(new Place(place.path() + "/" + field.getKey(), field.getValue()), places));
    for (String content : List.of("items", "additionalProperties")) {
      if (schema.path(content).isObject()) {
        collect(new Place(place.path() + "/*", schema.get(content)), places);
      }
    }
  }

  private static List<String> names() {
    return List.copyOf(description.at("/components/schemas").propertyNames());
  }

  private static JsonNode schema(String name) {
    return description.at("/components/schemas").path(name);
  }

  /// The type; of a type that may be null too the other one; empty for none.
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(0).asString("") : type.asString("");
  }

  private static void reach(String name, Set<String> reached) {
    if (reached.add(name)) {
      references(schema(name)).forEach(part -> reach(part, reached));
    }
  }

  private static Set<String> references(JsonNode schema) {
    Set<String> names = new HashSet<>();
    schema
        .findValuesAsString("$ref")
        .forEach(reference -> names.add(reference.substring(SCHEMAS.length())));
    return names;
  }
}
