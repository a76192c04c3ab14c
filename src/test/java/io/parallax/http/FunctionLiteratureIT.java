package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverMap;
import io.restassured.path.json.config.JsonPathConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The programs of the literature over HTTP, with their known answers.
@OnTheService
class FunctionLiteratureIT extends OverMap {
  private static final int PRIME = 1_000_000_007;

  FunctionLiteratureIT(@LocalServerPort int port) {
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

  /// Ten numbers of [90 000 000, 90 000 100] and their factorials, which a program in C computed.
  private static final Map<Integer, Integer> LARGE_FACTORIALS =
      Map.ofEntries(
          Map.entry(90_000_000, 888_050_723),
          Map.entry(90_000_009, 195_589_203),
          Map.entry(90_000_020, 188_950_167),
          Map.entry(90_000_031, 499_557_920),
          Map.entry(90_000_042, 422_345_307),
          Map.entry(90_000_053, 882_624_393),
          Map.entry(90_000_064, 485_379_259),
          Map.entry(90_000_075, 337_601_049),
          Map.entry(90_000_086, 572_904_409),
          Map.entry(90_000_100, 316_843_175));

  @Test
  void tenFactorialsOfNinetyMillion() {
    List<Integer> numbers = LARGE_FACTORIALS.keySet().stream().sorted().toList();

    map(FACTORIAL, "{\"n\": " + numbers + "}", "{\"timeoutMs\": 120000}", "{}")
        .statusCode(200)
        .body("result.values", equalTo(numbers.stream().map(LARGE_FACTORIALS::get).toList()));
  }

  @Test
  void numbersBelowFiftyOfAMillion() {
    post(
            "/v1/filter",
            body(
                Map.of(
                    "functions", "def condition(item):\n    return item < 50\n",
                    "predicate", "condition(item)",
                    "inputs", Map.of("item", Map.of("range", Map.of("stop", 1_000_000))))))
        .statusCode(200)
        .body("matched", equalTo(50))
        .body("total", equalTo(1_000_000))
        .body("results.item.values", equalTo(IntStream.range(0, 50).boxed().toList()));
  }

  /// The sum of the first n squares is (n - 1) n (2n - 1) / 6.
  @Test
  void squaresOfTenMillion() {
    String functions = "def compute_square(x):\n    return x * x\n";
    double sum =
        post(
                "/v1/reduce",
                body(
                    Map.of(
                        "functions", functions,
                        "reductions", Map.of("sum", "sum(float64(compute_square(x)))"),
                        "inputs", Map.of("x", Map.of("range", Map.of("stop", 10_000_000))))))
            .statusCode(200)
            .extract()
            .jsonPath(new JsonPathConfig(JsonPathConfig.NumberReturnType.DOUBLE))
            .getDouble("results.sum.values");
    assertThat(sum).isEqualTo(3.33333283333335e20);
    map(
            "def compute_square(x):\n    return x * x\n",
            "{\"x\": {\"range\": {\"stop\": 10000000}}}",
            "{}",
            "{\"values\": \"summary\", \"sample\": 3}")
        .statusCode(200)
        .body("result.shape", equalTo(List.of(10_000_000)))
        .body("result.sample", equalTo(List.of(0, 1, 4)))
        .body("result.summary.max", equalTo(99_999_980_000_001L));
  }

  @Test
  void distancesByHaversine() {
    String functions =
        """
        from math import radians, sin, cos, asin, sqrt

        RADIUS = 6371.0

        def haversine(lat1, lon1, lat2, lon2):
            lat1, lon1, lat2, lon2 = radians(lat1), radians(lon1), radians(lat2), radians(lon2)
            dlat = lat2 - lat1
            dlon = lon2 - lon1
            h = sin(dlat / 2) ** 2 + cos(lat1) * cos(lat2) * sin(dlon / 2) ** 2
            return 2 * RADIUS * asin(sqrt(h))
        """;
    String inputs =
        """
        {"lat1": [51.5074, 40.7128, 0.0, 10.0], "lon1": [-0.1278, -74.0060, 0.0, 20.0],
         "lat2": [48.8566, 34.0522, 0.0, 10.0], "lon2": [2.3522, -118.2437, 180.0, 20.0]}
        """;

    assertNear(
        functions, inputs, List.of(343.55606034104164, 3935.746254609723, Math.PI * 6371, 0.0));
  }

  /// By Black and Scholes with the polynomial of Abramowitz and Stegun (26.2.17), in which the
  /// published prices, 10.4506 and 5.5735, differ from the fifth decimal on.
  @Test
  void pricesOfOptions() {
    String functions =
        """
        import math

        def cnd(d):
            k = 1.0 / (1.0 + 0.2316419 * abs(d))
            tail = 0.3989422804014327 * math.exp(-0.5 * d * d) * (k * (0.31938153
                + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429)))))
            if d > 0:
                return 1.0 - tail
            else:
                return tail

        def price(s, k, t, r, v, call):
            d1 = (math.log(s / k) + (r + v * v / 2) * t) / (v * math.sqrt(t))
            d2 = d1 - v * math.sqrt(t)
            if call:
                return s * cnd(d1) - k * math.exp(-r * t) * cnd(d2)
            return k * math.exp(-r * t) * cnd(-d2) - s * cnd(-d1)
        """;
    String inputs =
        """
        {"s": 100.0, "k": 100.0, "t": 1.0, "r": 0.05, "v": 0.2, "call": [true, false]}
        """;

    assertNear(functions, inputs, List.of(10.450575619322287, 5.5735180693936925));
  }

  /// The expected values are CPython's, whose functions of mathematics round otherwise.
  private void assertNear(String functions, String inputs, List<Double> expected) {
    for (String options : everyWay()) {
      List<Double> values =
          map(functions, inputs, options, "{}")
              .statusCode(200)
              .extract()
              .jsonPath(new JsonPathConfig(JsonPathConfig.NumberReturnType.DOUBLE))
              .getList("result.values", Double.class);
      assertThat(values).describedAs(options).hasSameSizeAs(expected);
      for (int i = 0; i < values.size(); i++) {
        assertThat(values.get(i)).describedAs(options).isCloseTo(expected.get(i), within(1e-9));
      }
    }
  }

  private static Object uniform(int seed) {
    return Map.of("random", Map.of("shape", List.of(100_000), "seed", seed));
  }
}
