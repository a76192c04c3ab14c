package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Functions of callers over HTTP: the programs of the literature, what fails, and what it costs.
@OnTheService
class MapIT extends OverHttp {
  private static final String PATH = "/v1/map";
  private static final int PRIME = 1_000_000_007;

  private static final String FACTORIAL =
      """
      def f(n):
          k = 1
          for i in range(n, 1, -1):
              k *= i
              k %= 1000000007
          return k
      """;

  private static final String MEAN =
      """
      def mean(n):
          total = 0
          for i in range(n):
              total += i
          return total // n
      """;

  /// How often a request is repeated while new workers start.
  private static final int TRIES = 10_000;

  private static final String ENDLESS =
      """
      def f(n):
          while True:
              pass
      """;

  private static final String ENDLESS_FOR_SOME =
      """
      def f(n):
          while n > 0:
              n = n % 2 + 1
          return n
      """;

  MapIT(@LocalServerPort int port) {
    super(port);
  }

  /// A program with its answer.
  ///
  /// @param inputs as JSON
  /// @param answer what the field `values` holds, in JSON
  record Program(String name, String functions, String inputs, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Program> programs() {
    return List.of(
        new Program(
            "factorials",
            FACTORIAL,
            "{\"n\": {\"range\": {\"start\": 20000, \"stop\": 20010}}}",
            factorials(20_000, 20_010)),
        new Program(
            "heavy",
            """
            def heavy(n):
                total = 0
                for i in range(1000 * n):
                    total += i
                return total
            """,
            "{\"n\": {\"range\": {\"stop\": 10}}}",
            LongStream.range(0, 10).map(n -> 500 * n * (1000 * n - 1)).boxed().toList().toString()),
        new Program(
            "squares",
            "def compute_square(x):\n    return x * x\n",
            "{\"x\": {\"range\": {\"stop\": 6}}}",
            "[0, 1, 4, 9, 16, 25]"),
        new Program(
            "primes",
            """
            def is_prime(n: int) -> bool:
                if n < 2:
                    return False
                i = 2
                while i * i <= n:
                    if n % i == 0:
                        return False
                    i += 1
                return True
            """,
            "{\"n\": [0, 1, 2, 9, 97, 1000003]}",
            "[false, false, true, false, true, true]"),
        new Program(
            "collatz",
            """
            def collatz(n):
                steps = 0
                while n != 1:
                    if n % 2 == 0:
                        n //= 2
                    else:
                        n = 3 * n + 1
                    steps += 1
                return steps
            """,
            "{\"n\": [1, 7, 27, 97]}",
            "[0, 16, 111, 118]"),
        new Program(
            "gcd",
            """
            def gcd_of(a, b):
                while b:
                    a, b = b, a % b
                return a
            """,
            "{\"a\": [48, 17, 1071, 0], \"b\": [18, 5, 462, 7]}",
            "[6, 1, 21, 7]"),
        new Program(
            "mandelbrot",
            """
            def escape(cr, ci):
                x = 0.0
                y = 0.0
                for i in range(200):
                    if x*x + y*y > 4:
                        return i
                    x, y = x*x - y*y + cr, 2*x*y + ci
                return 200
            """,
            "{\"cr\": [0.0, 2.0, -1.0, 0.3], \"ci\": [0.0, 2.0, 0.0, 0.6]}",
            "[200, 1, 200, " + escape(0.3, 0.6) + "]"),
        new Program(
            "newton",
            """
            import math

            def root(a):
                x = a
                for _ in range(60):
                    x = (x + a / x) / 2
                return math.floor(x * 1000000)
            """,
            "{\"a\": [2.0, 9.0]}",
            "[1414213, 3000000]"),
        new Program(
            "logistic map",
            """
            def logistic(r, x):
                for i in range(100):
                    x = r * x * (1 - x)
                return x
            """,
            "{\"r\": [2.0, 3.7], \"x\": 0.5}",
            "[0.5, " + logistic(3.7, 0.5) + "]"),
        new Program(
            "trapezoid",
            """
            def area(n):
                total = 0.0
                for i in range(n):
                    total += (i / n) + ((i + 1) / n)
                return total / (2 * n)
            """,
            "{\"n\": [1, 4]}",
            "[0.5, 0.5]"),
        new Program(
            "stencil",
            """
            def smooth(i, a):
                if i == 0 or i == len(a) - 1:
                    return a[i]
                return (a[i-1] + a[i] + a[i+1]) / 3
            """,
            "{\"i\": {\"range\": {\"stop\": 5}}, \"a\": [0.0, 3.0, 6.0, 3.0, 0.0]}",
            "[0.0, 3.0, 4.0, 3.0, 0.0]"),
        new Program(
            "matrix product",
            """
            def cell(i, j, A, B):
                total = 0
                for k in range(A.shape[1]):
                    total += A[i, k] * B[k, j]
                return total
            """,
            "{\"i\": [[0], [1]], \"j\": [[0, 1]], \"A\": [[1, 2], [3, 4]], \"B\": [[5, 6], [7,"
                + " 8]]}",
            "[19, 22, 43, 50]"));
  }

  private static String factorials(int start, int stop) {
    List<Long> values = new ArrayList<>();
    for (int n = start; n < stop; n++) {
      long product = 1;
      for (long i = 2; i <= n; i++) {
        product = product * i % PRIME;
      }
      values.add(product);
    }
    return values.toString();
  }

  private static int escape(double cr, double ci) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < 200; i++) {
      if (x * x + y * y > 4) {
        return i;
      }
      double next = x * x - y * y + cr;
      y = 2 * x * y + ci;
      x = next;
    }
    return 200;
  }

  private static double logistic(double r, double start) {
    double x = start;
    for (int i = 0; i < 100; i++) {
      x = r * x * (1 - x);
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("programs")
  void programsGiveTheirKnownAnswersOnEveryStrategy(Program program) {
    for (String options : everyWay()) {
      String answer =
          map(program.functions(), program.inputs(), options, "{\"detail\": \"minimal\"}")
              .statusCode(200)
              .extract()
              .asString();
      assertThat(answer)
          .describedAs(options)
          .contains("\"values\":" + program.answer().replace(" ", "") + "}");
    }
  }

  private List<String> everyWay() {
    List<String> ways =
        new ArrayList<>(
            List.of(
                "{\"strategy\": \"sequential\"}",
                "{\"strategy\": \"platform-threads\"}",
                "{\"strategy\": \"virtual-threads\"}",
                "{\"isolation\": \"process\", \"strategy\": \"forked-processes\"}"));
    if (hasNativeKernels()) {
      ways.add("{\"strategy\": \"native-kernels\"}");
    }
    return ways;
  }

  private boolean hasNativeKernels() {
    return get("/v1/strategies")
        .extract()
        .jsonPath()
        .getBoolean("strategies.find { it.name == 'native-kernels' }.available");
  }

  @Test
  void everyStrategyGivesTheSameBitsWhereItemsTakeDifferentWays() {
    String functions =
        """
        import math

        def price(s, k, item):
            d = (math.log(s / k) + 0.045) / 0.3
            if d > 0:
                y = math.exp(-d * d) * s
            elif d > -0.5:
                y = math.sin(d) + uniform(7, item)
            else:
                y = 0.0
                for i in range(item % 7):
                    y += math.cos(i * d) / (i + 1)
            return y, item % 3 == 0
        """;
    String inputs =
        """
        {"s": {"random": {"shape": [1003], "seed": 1, "low": 50, "high": 150}}, "k": 100.0,
         "item": {"range": {"stop": 1003}}}
        """;
    String first = "";
    for (String options : everyWay()) {
      String answer =
          map(functions, inputs, options, "{\"detail\": \"minimal\", \"values\": \"all\"}")
              .statusCode(200)
              .extract()
              .asString();
      if (first.isEmpty()) {
        first = answer;
      }
      assertThat(answer).describedAs(options).isEqualTo(first);
    }
  }

  @Test
  void saysHowItemsWereRun() {
    map(FACTORIAL, "{\"n\": [5, 20]}", "{\"strategy\": \"sequential\"}", "{}")
        .statusCode(200)
        .body("result.values", contains(120, 146326063))
        .body("execution.mode", equalTo("bytecode"))
        .body("execution.lanes", equalTo(1))
        .body("execution.tasks", equalTo(1))
        .body("execution.iterations", equalTo(23));
    map("def f(x):\n  return 2 * x if x > 1 else 0\n", "{\"x\": [1, 2]}", "{}", "{}")
        .statusCode(200)
        .body("result.values", contains(0, 4))
        .body("execution.mode", equalTo("inlined"))
        .body("execution.containsKey('iterations')", is(false));
  }

  @Test
  void throwsDartsForPi() {
    String functions =
        """
        def inside(i):
            x = uniform(1, i)
            y = uniform(2, i)
            return x*x + y*y < 1
        """;
    double share =
        post(
                "/v1/reduce",
                body(
                    Map.of(
                        "functions", functions,
                        "reductions", Map.of("share", "4 * mean(inside(i))"),
                        "inputs", Map.of("i", Map.of("range", Map.of("stop", 100_000))))))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getDouble("results.share.values");
    double same =
        post(
                "/v1/evaluate",
                body(
                    Map.of(
                        "expression",
                        "4 * mean(x*x + y*y < 1)",
                        "inputs",
                        Map.of("x", uniform(1), "y", uniform(2)))))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getDouble("result.values");

    assertThat(share).isEqualTo(same).isBetween(3.1, 3.2);
  }

  private static Object uniform(int seed) {
    return Map.of("random", Map.of("shape", List.of(100_000), "seed", seed));
  }

  @Test
  void otherOperationsCallFunctions() {
    String functions = "def twice(x):\n  y = x\n  for i in range(1):\n    y += x\n  return y\n";
    Map<String, Object> x = Map.of("x", List.of(1, 2, 40));
    post(
            "/v1/evaluate",
            body(
                Map.of(
                    "functions",
                    functions,
                    "let",
                    Map.of("t", "twice(x)"),
                    "expression",
                    "t + twice(x + 1)",
                    "inputs",
                    x)))
        .statusCode(200)
        .body("result.values", contains(6, 10, 162));
    post(
            "/v1/filter",
            body(Map.of("functions", functions, "predicate", "twice(x) < 50", "inputs", x)))
        .statusCode(200)
        .body("results.x.values", contains(1, 2));
    post(
            "/v1/reduce",
            body(
                Map.of(
                    "functions",
                    functions,
                    "where",
                    "twice(x) > 2",
                    "reductions",
                    Map.of("s", "sum(twice(x))"),
                    "inputs",
                    x)))
        .statusCode(200)
        .body("results.s.values", equalTo(84));
  }

  @Test
  void givesSeveralValuesInTheirOrderInEveryFormat() {
    String functions = "def f(a, b):\n  return a // b, a / b\n";
    String inputs = "{\"a\": [7, -7], \"b\": 2}";
    map(functions, inputs, "{}", "{}")
        .statusCode(200)
        .body("results.dtype", contains("int64", "float64"))
        .body("results[0].values", contains(3, -4))
        .body("results[1].values", contains(3.5f, -3.5f));
    assertThat(answer("text/csv", functions, inputs, "{}").asString())
        .isEqualTo("result0,result1\n3,3.5\n-4,-3.5\n");
    assertThat(answer("application/x-ndjson", functions, inputs, "{}").asString())
        .startsWith("{\"results\":{\"result0\":{\"dtype\":\"int64\",\"shape\":[2]},\"result1\":");
    assertThat(answer("application/x-npy", functions, inputs, "{}").statusCode()).isEqualTo(406);
    for (String format : List.of("application/x-npz", "application/vnd.apache.arrow.stream")) {
      assertThat(answer(format, functions, inputs, "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void takesArraysInOtherFormatsWithTheFunctionInTheQuery() {
    request()
        .queryParam("functions", "def f(x):\n  return x * 10\n")
        .contentType("text/csv; charset=utf-8")
        .body("x\n1\n2\n".getBytes(StandardCharsets.UTF_8))
        .post(PATH)
        .then()
        .statusCode(200)
        .body("result.values", contains(10, 20));
    request()
        .multiPart(
            "request", "{\"functions\": \"def f(x):\\n  return x * 10\\n\"}", "application/json")
        .multiPart("x", "[3]", "application/json")
        .post(PATH)
        .then()
        .statusCode(200)
        .body("result.values", contains(30));
  }

  @Test
  void namesTheFirstItemThatFailsAndItsPlaceOnEveryStrategy() {
    for (String options : everyWay()) {
      map(MEAN, "{\"n\": [4, 9, 0, 0]}", options, "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/arithmetic-fault"))
          .body("detail", equalTo("division by zero at item [2]"))
          .body("pointer", equalTo("/functions"))
          .body("position.line", equalTo(5))
          .body("position.column", equalTo(18))
          .body("position.caret", equalTo("    return total // n\n                 ^"));
      map(
              "def f(i, a):\n  return a[i]\n",
              "{\"i\": [[0, 2], [3, -4]], \"a\": [1.5, 2.5, 3.5]}",
              options,
              "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/index-fault"))
          .body("detail", containsString("[1, 0]"))
          .body("position.line", equalTo(2));
    }
  }

  @Test
  void boundsTheIterationsOfEachItemInTheSamePlaceOnEveryStrategy() {
    for (String options : everyWay()) {
      String bounded = options.replace("}", ", \"maxIterations\": 100}");
      map(FACTORIAL, "{\"n\": [5, 101, 102, 7]}", bounded, "{}")
          .statusCode(422)
          .body("type", equalTo("/v1/problems/iteration-limit"))
          .body("detail", containsString("item [2]".replace("item ", "")))
          .body("position.line", equalTo(3));
    }
  }

  @Test
  void collectsTheItemsThatFail() {
    for (String options : everyWay()) {
      String collecting = options.replace("}", ", \"onError\": \"collect\"}");
      map(
              "def f(n):\n  for i in range(1):\n    n += 0\n  return 6 // n, 1.0\n",
              "{\"n\": [2, 0, 3, 0]}",
              collecting,
              "{}")
          .statusCode(200)
          .body("results[0].values", contains(3, 0, 2, 0))
          .body("results[1].values[0]", equalTo(1.0f))
          .body("results[1].values[1]", equalTo("NaN"))
          .body("failed", equalTo(2))
          .body("failures.index", contains(List.of(1), List.of(3)))
          .body("failures[0].type", equalTo("/v1/problems/arithmetic-fault"))
          .body("failures[0].position.line", equalTo(4));
    }
    map(MEAN, "{\"n\": [1, 2]}", "{\"onError\": \"collect\"}", "{}")
        .statusCode(200)
        .body("failed", equalTo(0))
        .body("failures", empty());
    map("def f(x):\n  return 1 // x\n", "{\"x\": [0, 1]}", "{\"onError\": \"collect\"}", "{}")
        .statusCode(200)
        .body("result.values", contains(0, 1))
        .body("failures", hasSize(1));
  }

  @Test
  void tellsTheItemsThatFailedInTheHeaderOfBinaryAnswers() {
    Response answer =
        answer("application/x-npy", MEAN, "{\"n\": [1, 0]}", "{\"onError\": \"collect\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("Parallax-Failures"))
        .isEqualTo(
            "{\"failed\":1,\"failures\":[{\"index\":[1],"
                + "\"type\":\"/v1/problems/arithmetic-fault\","
                + "\"detail\":\"division by zero at item [1]\","
                + "\"position\":{\"offset\":86,\"line\":5,\"column\":18}}]}");
  }

  @Test
  void tellsAtMostAThousandOfTheItemsThatFailed() {
    map(MEAN, "{\"n\": {\"constant\": {\"value\": 0, \"shape\": [1500]}}}", COLLECT, "{}")
        .statusCode(200)
        .body("failed", equalTo(1_500))
        .body("failures", hasSize(1_000));
  }

  private static final String COLLECT = "{\"onError\": \"collect\"}";

  @Test
  void anEndlessLoopEndsWithItsTimeAndTheNextRequestIsAnswered() {
    for (String options : everyWay()) {
      for (String functions : List.of(ENDLESS, ENDLESS_FOR_SOME)) {
        map(functions, "{\"n\": [0, 2]}", options.replace("}", ", \"timeoutMs\": 300}"), "{}")
            .statusCode(504)
            .body("type", equalTo("/v1/problems/deadline-exceeded"));
      }
      assertIsAnswered(options);
    }
  }

  /// Workers that were killed are replaced in their time; until then the service is full.
  private void assertIsAnswered(String options) {
    String patient = options.replace("}", ", \"timeoutMs\": 200000}");
    assertThat(
            IntStream.range(0, TRIES)
                .mapToObj(_ -> map(FACTORIAL, "{\"n\": 5}", patient, "{}"))
                .filter(answer -> answer.extract().statusCode() != 503)
                .findFirst())
        .hasValueSatisfying(answer -> answer.statusCode(200).body("result.values", equalTo(120)));
  }

  @Test
  void refusesWhatIsWrongWithTheInputsAllAtOnce() {
    map("def f(n, a, k):\n  return n + a[0] + k\n", "{\"m\": 1, \"n\": 1, \"a\": 2}", "{}", "{}")
        .statusCode(422)
        .body("errors.pointer", contains("/inputs/m", "/inputs", "/inputs/a"))
        .body("errors.detail", hasItem(containsString("'m' is no parameter of f(n, a, k)")))
        .body("errors.detail", hasItem(equalTo("f(n, a, k) needs the input 'k'")));
    map("def f(a, b):\n  return a + b\n", "{\"a\": [1, 2], \"b\": [1, 2, 3]}", "{}", "{}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/shape-mismatch"))
        .body("pointer", equalTo("/inputs/b"));
    post(PATH, body(Map.of("functions", FACTORIAL, "call", "g", "inputs", Map.of("n", 1))))
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("pointer", equalTo("/call"));
    post(PATH, "{\"inputs\": {}}").statusCode(422).body("detail", containsString("functions"));
    post(PATH, "{\"functions\": \"\"}").statusCode(422).body("pointer", equalTo("/functions"));
  }

  @Test
  void pointsToWhatIsWrongInTheTextWithLineAndColumn() {
    map("def f(n):\n  k = 1\n  return k +\n", "{\"n\": 1}", "{}", "{}")
        .statusCode(400)
        .body("type", equalTo("/v1/problems/invalid-syntax"))
        .body("pointer", equalTo("/functions"))
        .body("position.line", equalTo(3));
    map("def f(n):\n  return n * two\n", "{\"n\": 1}", "{}", "{}")
        .statusCode(422)
        .body("type", equalTo("/v1/problems/unknown-name"))
        .body("pointer", equalTo("/functions"))
        .body("position.line", equalTo(2))
        .body("position.column", equalTo(14))
        .body("position.caret", equalTo("  return n * two\n             ^"));
    post(
            "/v1/explain",
            body(
                Map.of(
                    "map",
                    Map.of(
                        "functions", "def f(n):\n  return n * two\n", "inputs", Map.of("n", 1)))))
        .statusCode(422)
        .body("pointer", equalTo("/map/functions"));
  }

  @Test
  void boundsTheText() {
    map("#" + "x".repeat(9_000), "{}", "{}", "{}").statusCode(413);
    post(
            PATH,
            body(
                Map.of(
                    "functions",
                    FACTORIAL,
                    "inputs",
                    Map.of("n", 1),
                    "options",
                    Map.of("maxIterations", 0))))
        .statusCode(422)
        .body("pointer", equalTo("/options/maxIterations"));
    post("/v1/evaluate", body(Map.of("expression", "1", "options", Map.of("onError", "collect"))))
        .statusCode(422)
        .body("pointer", equalTo("/options/onError"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f(n):\n  return f(n)\n",
        "def f(n):\n\treturn n\n  return n\n",
        "def f(n): return [1, 2]\n",
        "import os\ndef f(n):\n  return os.system('x')\n",
        "def f(n):\n  return n.__class__\n",
        "def f(n):\n  exec('x')\n  return n\n",
        "def f(n):\n  try:\n    return n\n  except:\n    return 1\n",
        "def f(*n):\n  return 1\n",
        "def f(n):\n  while n:\n    pass\n",
        "class F:\n  pass\n",
        "def f(n):\n  return '\u0000'\n",
        "def f(n):\n  return ((((((((((n\n",
        "lambda n: n",
        "\uFEFFdef f(n):\n  return 1\n",
        "def f(n):\n  global n\n  return n\n",
        "(",
        "\n\n\n"
      })
  void refusesTextsThatAreNone(String functions) {
    int status = map(functions, "{\"n\": 1}", "{}", "{}").extract().statusCode();

    assertThat(status).isIn(200, 400, 413, 422);
    if (!functions.startsWith("\uFEFF")) {
      assertThat(status).isNotEqualTo(200);
    }
  }

  @Test
  void explainsTypesAndProgram() {
    post(
            "/v1/explain",
            body(Map.of("map", Map.of("functions", MEAN, "inputs", Map.of("n", List.of(1, 2))))))
        .statusCode(200)
        .body("functions.name", contains("mean"))
        .body("functions[0].parameters", contains("n"))
        .body("functions[0].results", contains("int64"))
        .body("functions[0].names.total", equalTo("int64"))
        .body("program", containsString("routine mean"))
        .body("results.result.shape", contains(2));
    post("/v1/explain", body(Map.of("evaluate", Map.of("expression", "1"))))
        .statusCode(200)
        .body("containsKey('functions')", is(false));
  }

  @Test
  void showsTheCodeOfRoutines() {
    requireNativeKernels();
    post(
            "/v1/explain",
            body(
                Map.of(
                    "show", List.of("ir", "assembly"),
                    "map", Map.of("functions", MEAN, "inputs", Map.of("n", List.of(1, 2))))))
        .statusCode(200)
        .body("code.loops", not(empty()));
  }

  private ValidatableResponse map(String functions, String inputs, String options, String output) {
    return post(PATH, request(functions, inputs, options, output));
  }

  private Response answer(String format, String functions, String inputs, String options) {
    return request()
        .accept(format)
        .contentType("application/json")
        .body(request(functions, inputs, options, "{}"))
        .post(PATH);
  }

  private static String request(String functions, String inputs, String options, String output) {
    return "{\"functions\": %s, \"inputs\": %s, \"options\": %s, \"output\": %s}"
        .formatted(quoted(functions), inputs, options, output);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars()
        .forEach(
            unit ->
                json.append(
                    unit < ' ' || unit == '"' || unit == '\\'
                        ? "\\u%04x".formatted(unit)
                        : Character.toString(unit)));
    return json.append('"').toString();
  }

  private static String body(Object value) {
    return switch (value) {
      case Map<?, ?> fields ->
          fields.entrySet().stream()
              .map(field -> quoted((String) field.getKey()) + ": " + body(field.getValue()))
              .reduce((a, b) -> a + ", " + b)
              .map(all -> "{" + all + "}")
              .orElse("{}");
      case List<?> elements ->
          "[" + String.join(", ", elements.stream().map(MapIT::body).toList()) + "]";
      case String text -> quoted(text);
      default -> value.toString();
    };
  }
}
