package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.Documents;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/// Holds the tables of limits, settings and largest errors, in whatever document they are, to what
/// the service has.
@OnTheService
class DocumentedTablesIT extends OverHttp {
  /// A row of a table of limits: name, default, unit, what it bounds, setting.
  private static final Pattern LIMIT_ROW =
      Pattern.compile(
          "^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\| [^|]+ \\| (?:`(parallax[\\w.-]+)`)? *\\|$",
          Pattern.MULTILINE);

  private static final Pattern NUMBER = Pattern.compile("[\\d ]+");

  /// A row of a table of settings: name, default, meaning.
  private static final Pattern SETTING_ROW =
      Pattern.compile("^\\| `(parallax[\\w.-]+)` \\| ([^|]+) \\| [^|]+ \\|$", Pattern.MULTILINE);

  /// A row of the table of largest errors: function, float64, float32.
  private static final Pattern ERROR_ROW =
      Pattern.compile("^\\| `(\\w+)` \\| ([\\d.E]+) \\| ([\\d.E]+) \\|$", Pattern.MULTILINE);

  private static final int LEAST_LIMITS = 20;

  private final Documents documents = Documents.ofTheService();
  private final ApplicationContext context;

  @Autowired
  DocumentedTablesIT(@LocalServerPort int port, ApplicationContext context) {
    super(port);
    this.context = context;
  }

  @Test
  void theTableOfLimitsShowsWhatTheServiceSays() {
    Map<String, String> served = served();
    List<MatchResult> rows =
        limitRows().stream().filter(row -> NUMBER.matcher(row.group(2)).matches()).toList();

    assertThat(rows).hasSizeGreaterThan(LEAST_LIMITS);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(served.get(row.group(1)))
                    .as(row.group(1))
                    .isEqualTo(row.group(2).replace(" ", "") + " " + row.group(3)));
  }

  @Test
  void everyLimitHasOneRow() {
    assertThat(limitRows().stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(served().keySet());
  }

  @Test
  void theTableOfSettingsShowsEachWithItsDefault() {
    Map<String, @Nullable String> settings = settings();
    List<MatchResult> rows = documents.find(SETTING_ROW);

    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(settings.keySet());
    assertThat(rows)
        .filteredOn(row -> settings.get(row.group(1)) != null)
        .allSatisfy(
            row -> assertThat(row.group(2)).as(row.group(1)).isEqualTo(settings.get(row.group(1))));
  }

  @Test
  void settingsOfLimitsExist() {
    assertThat(limitRows().stream().map(row -> row.group(4)).filter(name -> name != null))
        .isNotEmpty()
        .isSubsetOf(settings().keySet());
  }

  @Test
  void theTableOfErrorsShowsWhatTheServiceSays() {
    List<Map<String, Object>> functions = get("/v1/functions").extract().path("functions");
    List<String> served =
        functions.stream()
            .filter(
                function ->
                    function.get("errorBound") instanceof Map<?, ?> bound && approximate(bound))
            .map(function -> function.get("name") + " " + function.get("errorBound"))
            .sorted()
            .toList();
    List<String> rows =
        documents.find(ERROR_ROW).stream()
            .map(
                row ->
                    "%s {float64=%s, float32=%s}"
                        .formatted(row.group(1), row.group(2), row.group(3)))
            .sorted()
            .toList();

    assertThat(rows).isNotEmpty().isEqualTo(served);
  }

  /// Whether it is neither exact nor the nearest float.
  private static boolean approximate(Map<?, ?> bound) {
    return bound.get("float64") instanceof Number number && number.doubleValue() > 0.5;
  }

  private List<MatchResult> limitRows() {
    return documents.find(LIMIT_ROW);
  }

  /// Value and unit of every limit, by its name.
  private Map<String, String> served() {
    List<Map<String, Object>> limits = get("/v1/limits").extract().path("limits");
    return limits.stream()
        .collect(
            Collectors.toMap(
                limit -> String.valueOf(limit.get("name")),
                limit -> limit.get("value") + " " + limit.get("unit")));
  }

  /// The default of every setting, by its name; null for one that follows from the machine.
  private Map<String, @Nullable String> settings() {
    Map<String, @Nullable String> settings = new TreeMap<>();
    context
        .getBeansWithAnnotation(ConfigurationProperties.class)
        .values()
        .forEach(record -> addSettings(record.getClass(), settings));
    return settings;
  }

  private static void addSettings(Class<?> type, Map<String, @Nullable String> settings) {
    String prefix = type.getAnnotation(ConfigurationProperties.class).value();
    if (!prefix.startsWith("parallax.")) {
      return;
    }
    Stream<Parameter> components =
        Arrays.stream(type.getDeclaredConstructors())
            .flatMap(constructor -> Arrays.stream(constructor.getParameters()));
    components.forEach(
        component -> {
          DefaultValue standard = component.getAnnotation(DefaultValue.class);
          settings.put(
              prefix + "." + kebab(component.getName()),
              standard == null ? null : String.join(",", standard.value()));
        });
  }

  /// The name as settings are written, such as `max-timeout`.
  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
