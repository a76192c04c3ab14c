package io.parallax.kernel.bytecode;

/// Functions of callers from the literature, of one int64: the number of the item.
public enum FunctionOfItems {
  FACTORIAL(
      20,
      """
      def f(n):
          k = 1
          for i in range(n + 1000000, 1, -1):
              k *= i
              k %= 1000000007
          return k
      """),
  COLLATZ(
      100_000,
      """
      def f(i):
          n = i + 1
          steps = 0
          while n != 1:
              if n % 2 == 0:
                  n = n // 2
              else:
                  n = 3 * n + 1
              steps += 1
          return steps
      """),
  GCD(
      100_000,
      """
      def f(i):
          a = i * 10988643 + 1099511627776
          b = i * 7919 + 987654321012
          while b != 0:
              a, b = b, a % b
          return a
      """),
  MANDELBROT(
      256 * 256,
      """
      def f(i):
          x = (i % 256) * 0.01 - 2.0
          y = (i // 256) * 0.01 - 1.28
          zr = 0.0
          zi = 0.0
          n = 0
          while n < 200 and zr * zr + zi * zi <= 4.0:
              zr, zi = zr * zr - zi * zi + x, 2.0 * zr * zi + y
              n += 1
          return n
      """);

  private final int items;
  private final String text;

  FunctionOfItems(int items, String text) {
    this.items = items;
    this.text = text;
  }

  /// How many items a benchmark runs.
  int items() {
    return items;
  }

  String text() {
    return text;
  }
}
