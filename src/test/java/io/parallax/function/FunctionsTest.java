package io.parallax.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.function.testing.TypedText;
import io.parallax.language.Callables.ArgumentType;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FunctionsTest {
  /// A program of the literature.
  ///
  /// @param arguments the types it is called with, an array as `float64[1]`
  /// @param signature what [TypedText#signature] shows of the last function
  private record Program(String name, String arguments, String signature, String text) {}

  private static final List<Program> PROGRAMS =
      List.of(
          new Program(
              "factorial",
              "int64",
              "f(n: int64) -> int64; k: int64, i: int64",
              """
              def f(n):
                  k = 1
                  for i in range(n, 1, -1):
                      k *= i
                      k %= 1000000007
                  return k
              """),
          new Program(
              "heavy",
              "int64",
              "heavy(x: int64) -> int64; total: int64, i: int64",
              """
              def heavy(x):
                  total = 0
                  for i in range(10**7):
                      total += i * x
                  return total
              """),
          new Program(
              "squares",
              "int32",
              "compute_square(n: int32) -> int32",
              """
              @njit
              def compute_square(n):
                  \"\"\"The square.\"\"\"
                  return n * n
              """),
          new Program(
              "collatz",
              "int64",
              "collatz(n: int64) -> int64; steps: int64",
              """
              from numba import njit

              @njit(cache=True)
              def collatz(n: int) -> int:
                  steps = 0
                  while n != 1:
                      n = n // 2 if n % 2 == 0 else 3 * n + 1
                      steps += 1
                  return steps
              """),
          new Program(
              "gcd",
              "int64,int64",
              "gcd(a: int64, b: int64) -> int64",
              """
              def gcd(a, b):
                  while b:
                      a, b = b, a % b
                  return abs(a)
              """),
          new Program(
              "mandelbrot",
              "float64,float64",
              "mandel(cx: float64, cy: float64, maxiter: int64) -> int64; x: float64, y: float64,"
                  + " i: int64, x2: float64, y2: float64",
              """
              def mandel(cx, cy, maxiter=200):
                  x = y = 0.0
                  for i in range(maxiter):
                      x2, y2 = x * x, y * y
                      if x2 + y2 > 4.0:
                          return i
                      y = 2 * x * y + cy; x = x2 - y2 + cx
                  return maxiter
              """),
          new Program(
              "newton",
              "float64",
              "root(a: float64) -> float64, int64; x: float64, n: int64, step: float64",
              """
              import math
              EPS = 1e-12
              def root(a):
                  x = a if a > 1 else 1.0
                  n = 0
                  while True:
                      step = (x - a / x) / 2
                      x -= step
                      n += 1
                      if math.fabs(step) <= EPS * x or n > 100:
                          break
                  return x, n
              """),
          new Program(
              "logistic map",
              "float64,int64",
              "logistic(r: float64, n: int64) -> float64; x: float64, _: int64",
              """
              def logistic(r, n):
                  x = 0.5
                  for _ in range(n):
                      x = r * x * (1 - x)
                  return x
              """),
          new Program(
              "trapezoid",
              "float64,float64,int64",
              "trapezoid(a: float64, b: float64, n: int64) -> float64; h: float64, s: float64,"
                  + " i: int64",
              """
              import math as m

              def f(x):
                  return m.sin(x) * m.exp(-x)

              def trapezoid(a, b, n):
                  h = (b - a) / n
                  s = (f(a) + f(b)) / 2
                  for i in range(1, n):
                      s += f(a + i * h)
                  return s * h
              """),
          new Program(
              "Black-Scholes",
              "float64,float64,float64,float64,float64,bool",
              "price(s: float64, k: float64, t: float64, r: float64, v: float64, call: bool) ->"
                  + " float64; d1: float64, d2: float64",
              """
              from math import sqrt, log, exp

              def cnd(d):
                  a1, a2, a3, a4, a5 = 0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429
                  k = 1.0 / (1.0 + 0.2316419 * abs(d))
                  w = 0.39894228040143267 * exp(-0.5 * d * d) * (
                      k * (a1 + k * (a2 + k * (a3 + k * (a4 + k * a5)))))
                  return 1.0 - w if d > 0 else w

              def price(s, k, t, r, v, call):
                  d1 = (log(s / k) + (r + 0.5 * v * v) * t) / (v * sqrt(t))
                  d2 = d1 - v * sqrt(t)
                  if call:
                      return s * cnd(d1) - k * exp(-r * t) * cnd(d2)
                  else:
                      return k * exp(-r * t) * cnd(-d2) - s * cnd(-d1)
              """),
          new Program(
              "haversine",
              "float32,float32,float32,float32",
              "haversine(lat1: float32, lon1: float32, lat2: float32, lon2: float32) -> float32;"
                  + " dlat: float32, dlon: float32, a: float32",
              """
              import numpy as np
              R = 6371.0
              def haversine(lat1, lon1, lat2, lon2):
                  dlat = np.radians(lat2 - lat1)
                  dlon = np.radians(lon2 - lon1)
                  a = np.sin(dlat / 2) ** 2 + np.cos(np.radians(lat1)) * np.cos(np.radians(lat2)) * np.sin(dlon / 2) ** 2
                  return 2 * R * np.arcsin(np.sqrt(a))
              """),
          new Program(
              "stencil",
              "int64,float64[1]",
              "stencil(i: int64, a: float64[1]) -> float64",
              """
              def stencil(i, a):
                  if 0 < i < len(a) - 1:
                      return (a[i - 1] + a[i] + a[i + 1]) / 3
                  return a[i]
              """),
          new Program(
              "matrix product",
              "int64,int64,float64[2],float32[2]",
              "product(i: int64, j: int64, A: float64[2], B: float32[2]) -> float64; s: float64,"
                  + " k: int64",
              """
              def product(i, j, A, B):
                  s = 0.0
                  for k in range(A.shape[1]):
                      s += A[i, k] * B[k][j]
                  return s
              """),
          new Program(
              "prime test",
              "int64",
              "is_prime(n: int64) -> bool; i: int64",
              """
              def is_prime(n):
                  if n < 2: return False
                  if n % 2 == 0: return n == 2
                  i = 3
                  while i * i <= n:
                      if n % i == 0:
                          return False
                      i += 2
                  return True
              """),
          new Program(
              "Monte Carlo",
              "int64",
              "inside(i: int64) -> bool; x: float64, y: float64",
              """
              def inside(i):
                  x = uniform(1, 2 * i)
                  y = uniform(1, 2 * i + 1)
                  return x * x + y * y <= 1
              """),
          new Program(
              "insertion sort",
              "int64,int32[1]",
              "median(i: int64, a: int32[1]) -> int32; j: int64, key: int32, k: int64,"
                  + " w: int32[9]",
              """
              import numpy as np
              N = 9
              def median(i, a):
                  w = np.zeros(N, dtype=np.int32)
                  for j in range(N):
                      w[j] = a[i * N + j]
                  for j in range(1, N):
                      key = w[j]
                      k = j - 1
                      while k >= 0 and w[k] > key:
                          w[k + 1] = w[k]
                          k -= 1
                      w[k + 1] = key
                  return w[N // 2]
              """),
          new Program(
              "bubble sort",
              "float64,float64,float64",
              "middle(a: float64, b: float64, c: float64) -> float64; i: int64, j: int64,"
                  + " #5: float64, #6: float64, t: float64[3]",
              """
              def middle(a, b, c):
                  t = zeros(3)
                  t[0] = a; t[1] = b; t[2] = c
                  for i in range(2):
                      for j in range(2 - i):
                          if t[j] > t[j + 1]:
                              t[j], t[j + 1] = t[j + 1], t[j]
                  return t[1]
              """),
          new Program(
              "horner",
              "float32,float64[1]",
              "polynomial(x: float32, c: float64[1]) -> float64; s: float64, v: float64",
              """
              def polynomial(x, c: np.ndarray):
                  s = 0
                  for v in c:
                      s = s * x + v
                  return s
              """));

  /// The texts of the programs of the literature.
  static List<String> programs() {
    return PROGRAMS.stream().map(Program::text).toList();
  }

  @TestFactory
  List<DynamicTest> programsOfTheLiteratureAreTyped() {
    return PROGRAMS.stream()
        .map(
            program ->
                DynamicTest.dynamicTest(
                    program.name(),
                    () -> {
                      TypedFunction typed = typed(program.text(), program.arguments());
                      assertThat(TypedText.signature(typed)).isEqualTo(program.signature());
                      String canonical = Functions.parse(program.text()).text();
                      assertThat(Functions.parseCanonical(canonical).text()).isEqualTo(canonical);
                      assertThat(TypedText.show(typed(canonical, program.arguments())))
                          .isEqualTo(TypedText.show(typed));
                      String windows = program.text().replace("\n", "\r\n").replace("    ", "\t");
                      assertThat(TypedText.show(typed(windows, program.arguments())))
                          .isEqualTo(TypedText.show(typed));
                    }))
        .toList();
  }

  /// The last function of a text, for arguments such as `int64,float64[1]`; what is left out takes
  /// its default value.
  static TypedFunction typed(String text, String arguments) {
    Functions functions = Functions.parse(text);
    List<ArgumentType> types =
        new ArrayList<>(
            Arrays.stream(arguments.split(","))
                .filter(each -> !each.isEmpty())
                .map(FunctionsTest::argument)
                .toList());
    var formals = functions.parameters(functions.last()).orElseThrow();
    for (int i = types.size(); i < formals.size(); i++) {
      types.add(new ArgumentType.Item(formals.get(i).defaultValue().orElseThrow().type()));
    }
    return functions.signature(functions.last(), types);
  }

  private static ArgumentType argument(String text) {
    int bracket = text.indexOf('[');
    return bracket < 0
        ? new ArgumentType.Item(DataType.ofLabel(text).orElseThrow())
        : new ArgumentType.Array(
            StorageType.ofLabel(text.substring(0, bracket)).orElseThrow(),
            Character.digit(text.charAt(bracket + 1), 10));
  }

  @Test
  void constantsAreWeakAndTheirFormulasStandWhereTheyAreNamed() {
    String text =
        """
        import math
        SCALE = 2 * math.pi
        ROOT = math.sqrt(2)
        BOTH = ROOT * ROOT + SCALE
        N = 10**9 + 7
        def f(x, i, SCALE=3):
            return x * BOTH, x * SCALE, i % N
        """;

    assertThat(TypedText.show(typed(text, "float32,int32")))
        .isEqualTo(
            """
            f(x: float32, i: int32, SCALE: int64) -> float32, float64, int32
              return (* x (float32 (+ (* (sqrt 2.0:float64) (sqrt 2.0:float64)) 6.283185307179586:float64))), (* (float64 x) (float64 SCALE)), (% i 1000000007:int32)\
            """
                .stripIndent());
  }

  @Test
  void statementsAreTypedOneByOne() {
    assertThat(
            TypedText.show(
                typed(
                    """
                    def both(a, b):
                        return a // b, a % b

                    def f(n, x=0.5):
                        q, r = both(n, 7)
                        u, v = divmod(q, 3)
                        s = 0
                        for i in range(3):
                            s += i * x
                            if not r: continue
                            elif u and v: break
                        while n:
                            n -= 1
                        return s + min(q, r, 2), int(x), n < 3 < q
                    """,
                    "int32")))
        .isEqualTo(
            """
            f(n: int32, x: float64) -> float64, int64, bool; q: int64, r: int64, u: int64, v: int64, s: float64, i: int64
              q, r = (both#0 n 7:int64)
              u, v = (// q 3:int64), (% q 3:int64)
              s = 0.0:float64
              for i in 0:int64, 3:int64, 1:int64
                s = (+ s (* (float64 i) x))
                if (INVERT (bool r))
                  continue
                else
                  if (& (bool u) (bool v))
                    break
              while (bool n)
                n = (- n 1:int32)
              return (+ s (float64 (minimum (minimum q r) 2:int64))), (int64 x), (& (< n 3:int32) (< 3:int64 q))
            """
                .strip());
  }
}
