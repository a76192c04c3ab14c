package io.parallax.http;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/// The OpenAPI description: what `openapi/description.yaml` says, and the operations in the order
/// in which a reader meets them.
///
/// Clients are generated from the description, so it uses what generators have words for: no
/// alternatives of forms but one object for each idea, or a schema without a type where every form
/// of JSON is right; a format for every number; names that no language reserves
/// (`OpenApiLintTest`).
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {
  public static final String COMPUTE = "compute";
  public static final String DATASETS = "datasets";
  public static final String SERVICE = "service";
  public static final String PROBLEMS = "problems";

  /// The request bodies and the responses of the operations whose arrays come and go in every
  /// format.
  private static final Set<String> BODIES =
      Set.of("EvaluateBody", "FilterBody", "ReduceBody", "MapBody");

  private static final Set<String> ANSWERS =
      Set.of("Evaluation", "Selection", "Reduction", "Mapping");

  /// A dataset as a person would send it.
  private static final String PRICES = "price,amount\n9.5,3\n12.0,1\n7.25,4\n";

  private static final List<String> FIRST_PATHS =
      List.of("/v1/evaluate", "/v1/filter", "/v1/reduce", "/v1/map", "/v1/explain", "/v1/datasets");

  /// The description that springdoc starts from. springdoc copies the description through a mapper
  /// that loses schemas, so the schemas are added last.
  @Bean
  OpenAPI openApi() throws IOException {
    OpenAPI written = written();
    return new OpenAPI().info(written.getInfo()).servers(written.getServers());
  }

  @Bean
  OpenApiCustomizer completion() throws IOException {
    OpenAPI written = written();
    addMediaTypes(written);
    return api -> {
      api.setTags(written.getTags());
      api.setComponents(written.getComponents());
      api.setPaths(ordered(api.getPaths()));
    };
  }

  private static OpenAPI written() throws IOException {
    try (InputStream description =
        new ClassPathResource("openapi/description.yaml").getInputStream()) {
      return Yaml31.mapper().readValue(description, OpenAPI.class);
    }
  }

  /// Adds the media types besides JSON, which come after it: generators take the first.
  private static void addMediaTypes(OpenAPI written) {
    Components components = written.getComponents();
    components
        .getRequestBodies()
        .forEach(
            (name, body) -> {
              if (BODIES.contains(name)) {
                add(written, "x-bodies", body.getContent());
              } else if (name.equals("DatasetBody")) {
                add(written, "x-uploads", body.getContent());
                Objects.requireNonNull(body.getContent().get("text/csv")).setExample(PRICES);
              }
            });
    components
        .getResponses()
        .forEach(
            (name, answer) -> {
              if (ANSWERS.contains(name)) {
                add(written, "x-answers", answer.getContent());
              } else if (name.equals("DatasetData")) {
                add(written, "x-downloads", answer.getContent());
              }
            });
  }

  /// @param extension a map of media types to their descriptions
  private static void add(OpenAPI written, String extension, Content content) {
    if (written.getExtensions().get(extension) instanceof Map<?, ?> descriptions) {
      descriptions.forEach(
          (mediaType, description) -> {
            Schema<?> bytes = new JsonSchema().format("binary").description(description.toString());
            bytes.addType("string");
            content.addMediaType(mediaType.toString(), new MediaType().schema(bytes));
          });
    }
  }

  private static Paths ordered(Paths paths) {
    Paths ordered = new Paths();
    paths.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, PathItem> path) -> rank(path.getKey()))
                .thenComparing(Map.Entry::getKey))
        .forEach(path -> ordered.addPathItem(path.getKey(), path.getValue()));
    return ordered;
  }

  private static int rank(String path) {
    int rank = FIRST_PATHS.indexOf(path);
    return rank < 0 ? FIRST_PATHS.size() : rank;
  }
}
