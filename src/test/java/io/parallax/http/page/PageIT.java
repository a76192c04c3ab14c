package io.parallax.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.parallax.http.page.testing.Chromium;
import io.parallax.http.page.testing.ChromiumTab;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.parallax.http.testing.ScriptRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/// The page as a person uses it, in a real browser. Pictures of it are saved in `target/page`.
@OnTheService
class PageIT extends OverHttp {
  private static final Path PICTURES = Path.of("target/page");
  private static final String AXE = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
  private static final String EXPRESSION = "textarea[aria-label=Expression]";
  private static final String FUNCTIONS = "textarea[aria-label=Functions]";

  /// Expression `n * n` of an integer whose square no double holds.
  private static final String LARGE =
      "#expression=%7B%22operation%22%3A%22evaluate%22%2C%22expression%22%3A%22n*n%22%2C%22inputs%22%3A%5B%7B%22"
          + "name%22%3A%22n%22%2C%22kind%22%3A%22numbers%22%2C%22parameters%22%3A%7B%22text%22%3A%223037000499%22"
          + "%7D%7D%5D%7D";

  private static Optional<Chromium> browser = Optional.empty();

  @TempDir Path folder;

  private ChromiumTab tab;

  PageIT(@LocalServerPort int port) {
    super(port);
  }

  @BeforeAll
  static void startBrowser() throws IOException {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "there is no Chromium on this machine");
    browser = Optional.of(Chromium.start(program.get()));
  }

  @AfterAll
  static void endBrowser() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  @BeforeEach
  void openPage() {
    tab = browser.orElseThrow().open();
    tab.show(1400, 900, false);
    tab.open(address(""));
  }

  /// The policy refused nothing, and no script failed.
  @AfterEach
  void nothingWentWrong() {
    assertThat(tab.faults()).isEmpty();
  }

  @Test
  void anExpressionIsExplainedWhileItIsTypedAndRunByKeys() throws IOException {
    tab.type(EXPRESSION, "a > b");
    tab.awaitText("#part-expression .facts", "bool [1,000,000]");
    tab.awaitText(".candidates", "platform-threads");

    tab.press("Enter", true);

    tab.awaitText("#part-expression .phase-key", "compute");
    tab.awaitText(".scroll", "true");
    tab.await("document.querySelector('.candidates .chosen .gauge-line .measured')");
    tab.picture(PICTURES.resolve("expression.png"));
  }

  @Test
  void anErrorIsUnderlinedAtItsPlace() {
    tab.type(EXPRESSION, "a + sine(b) * 2");

    tab.awaitText(".problem", "perhaps 'sin' is meant");
    assertThat(tab.textOf(".editor .t-wrong")).isEqualTo("sine");

    tab.type(EXPRESSION, "a +");

    tab.awaitText(".problem", "ends where a value is expected");
    tab.await("document.querySelector('.editor .t-wrong')?.textContent === '\\u00a0'");
  }

  @Test
  void functionsAreCompletedWithTheirMeaning() {
    tab.type(EXPRESSION, "a + arctan");
    tab.awaitText(".completions [aria-selected=true]", "arctan(x)");

    tab.press("ArrowDown", false);
    tab.awaitText(".completions [aria-selected=true]", "arctan2(");
    tab.press("Enter", false);

    assertThat(tab.text("document.querySelector('%s').value".formatted(EXPRESSION)))
        .isEqualTo("a + arctan2()");
    assertThat(tab.textOf(".completions[hidden]")).isNotNull();
  }

  @Test
  void aLinkShowsTheSameAndRunsNothingAndIntegersKeepTheirDigits() {
    tab.open(address(LARGE));
    tab.awaitText("#part-expression .facts", "int64 [1]");
    assertThat(tab.textOf(".phases")).isEmpty();

    tab.click("button", "Run");

    tab.awaitText(".scroll", "9223372030926249001");
  }

  @Test
  void aFileThatIsDroppedIsAnInput() throws IOException {
    Path file = folder.resolve("trades.csv");
    Files.writeString(file, "price,count\n1.5,2\n2.5,4\n");

    tab.drop("#part-expression .drop", file);
    tab.awaitText(".inputs", "price, count");
    tab.type(EXPRESSION, "sum(price * count)");
    tab.awaitText("#part-expression .facts", "float64 [scalar]");
    tab.click("button", "Run");

    tab.awaitText(".scroll", "13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl", "Python", "JavaScript"})
  void theRequestRunsAsItIsPrinted(String language) throws IOException, InterruptedException {
    tab.choose("select[aria-label=Examples]", "Reductions in one pass");
    tab.awaitText("#part-expression .facts", "float64 [scalar]");
    assertThat(printed(language)).containsPattern("p90.*dtype.*float64");

    Path file = Files.writeString(folder.resolve("trades.csv"), "price,count\n1.5,2\n2.5,4\n");
    tab.drop("#part-expression .drop", file);
    tab.click("label", "Evaluate");
    tab.type(EXPRESSION, "sum(price * count)");
    tab.awaitText(".snippet", "sum(price * count)");
    assertThat(printed(language)).containsPattern("values\\W+13.0");
  }

  @Test
  void aFunctionRunsAndItsErrorIsUnderlined() throws IOException {
    tab.value("document.querySelector('#tab-expression').focus()");
    tab.press("ArrowRight", false);
    tab.awaitText("#part-functions .facts", "int64 [1,000]");

    tab.choose("#part-functions select[aria-label=Examples]", "Mandelbrot set");
    tab.awaitText("#part-functions .facts", "int64 [65,536]");
    tab.click("#part-functions button", "Run");
    tab.await("document.querySelector('#part-functions canvas.heat').width === 256");
    tab.picture(PICTURES.resolve("functions.png"));

    tab.type(FUNCTIONS, "def f(i):\n    return i + unheard");
    tab.awaitText("#part-functions .problem", "line 2, column 16");
    assertThat(tab.textOf("#part-functions .t-wrong")).isEqualTo("unheard");
  }

  @Test
  void itemsThatFailAreListed() {
    tab.click("[role=tab]", "Functions");
    tab.choose("#part-functions select[aria-label=Examples]", "Items that fail, collected");
    tab.awaitText("#part-functions .facts", "int64 [5]");
    tab.click("#part-functions button", "Run");

    tab.awaitText("#part-functions", "2 items failed");
    tab.awaitText("#part-functions", "division by zero at item [1]");
  }

  @Test
  void aRequestIsComparedAcrossExecutorsAndSizes() throws IOException {
    tab.type(EXPRESSION, "a + b");
    tab.click("[role=tab]", "Benchmark");
    tab.choose("#part-benchmark select", "10,000");
    tab.type("#part-benchmark input.mono", "1");
    tab.awaitText("#part-benchmark .snippet", "\"repetitions\": 1");
    tab.click("#part-benchmark button", "Run");

    tab.awaitText("#part-benchmark .scroll", "sequential");
    tab.awaitText("#part-benchmark", "All results have the same bits");
    tab.picture(PICTURES.resolve("benchmark.png"));
  }

  @Test
  void aDatasetIsStoredSeenUsedAndDeleted() throws IOException {
    Path file = folder.resolve("trades.csv");
    Files.writeString(file, "price,id\n1.5,9007199254740993\n2.5,4\n");
    deleteDatasetsOfOtherTests();
    tab.click("[role=tab]", "Datasets");

    tab.drop("#part-datasets .drop", file);
    tab.awaitText("#part-datasets .scroll", "9007199254740993");
    tab.picture(PICTURES.resolve("datasets.png"));
    tab.click("button", "Use in an expression");

    tab.awaitText("#part-expression .inputs", "price");
    tab.awaitText("#part-expression .facts", "float64 [2]");
    tab.click("button", "Run");
    tab.awaitText("#part-expression .scroll", "2.5");

    tab.click("[role=tab]", "Datasets");
    tab.click("#part-datasets button", "Delete");
    tab.click("#part-datasets button", "Delete it");
    tab.awaitText("#part-datasets", "Nothing is stored yet");
  }

  private void deleteDatasetsOfOtherTests() {
    for (String id :
        get("/v1/datasets?limit=1000").extract().jsonPath().getList("datasets.id", String.class)) {
      request().delete("/v1/datasets/" + id).then().statusCode(204);
    }
  }

  @Test
  void theServiceIsShownAsItRuns() throws IOException {
    tab.click("[role=tab]", "Service");

    tab.awaitText(".tile", "places compute");
    tab.awaitText("#part-service table", "native-kernels");
    tab.awaitText("#part-service table", "4,611,686,018,427,387,904");
    tab.picture(PICTURES.resolve("service.png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"expression", "functions", "benchmark", "datasets", "service"})
  void noTabIsWiderThanAPhone(String id) throws IOException {
    tab.show(390, 844, false);
    tab.click("#tab-" + id, "");
    tab.await("document.querySelector('#part-%s .panel').checkVisibility()".formatted(id));

    assertThat(tab.value("document.documentElement.scrollWidth").intValue()).isEqualTo(390);
    tab.picture(PICTURES.resolve("phone-" + id + ".png"));
  }

  @ParameterizedTest
  @CsvSource({
    "expression, false",
    "expression, true",
    "functions, true",
    "benchmark, false",
    "datasets, false",
    "service, true"
  })
  void nothingKeepsAnyoneOut(String id, boolean isDark) throws IOException {
    tab.show(1400, 900, isDark);
    tab.click("#tab-" + id, "");
    tab.await("document.querySelector('#part-%s table, #part-%1$s .empty')".formatted(id));
    tab.value(new ClassPathResource(AXE).getContentAsString(StandardCharsets.UTF_8) + ";true");

    String found =
        tab.value(
                """
                axe.run().then(found => found.violations
                    .filter(each => ['serious', 'critical'].includes(each.impact))
                    .map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '))
                    .join('\\n'))
                """)
            .stringValue();
    assertThat(found).isEmpty();
    if (isDark) {
      tab.picture(PICTURES.resolve("dark-" + id + ".png"));
    }
  }

  /// What the program that the page shows prints when it is run beside the file.
  private String printed(String language) throws IOException, InterruptedException {
    ScriptRunner runner =
        switch (language) {
          case "curl" -> ScriptRunner.SHELL;
          case "Python" -> ScriptRunner.PYTHON;
          default -> ScriptRunner.NODE;
        };
    runner.require(folder);
    tab.click(".snippet-languages label", language);
    String inFolder =
        switch (language) {
          case "curl" -> "cd '%s'%n";
          case "Python" -> "import os; os.chdir('%s')%n";
          default -> "process.chdir('%s');%n";
        };
    return runner.output(inFolder.formatted(folder) + tab.textOf(".snippet"), folder);
  }

  private String address(String fragment) {
    return "http://localhost:%d/%s".formatted(port(), fragment);
  }
}
