package io.parallax.function;

import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Functions of Python on integers that are written in the callers' language. Each call in a text
/// brings a copy of its function, all of whose parts have the offset of the call, so that every
/// failure within it is one of the call.
final class Library {
  /// What the names of copies begin with, and no name of a text does.
  private static final String MARK = "#";

  private static final char AT = '@';

  /// All numbers of a loop fit int64 where the result does. A shift by a negative count is the
  /// fault of a negative argument.
  private static final String TEXT =
      """
      def gcd(a: int, b: int):
          while b:
              a, b = b, a % b
          return abs(a)

      def gcd_signed(a: int, b: int):
          while b:
              a, b = b, a % b
          return a

      def lcm(a: int, b: int):
          if a == 0 or b == 0:
              return 0
          divisor, rest = a, b
          while rest:
              divisor, rest = rest, divisor % rest
          return abs(a // divisor * b)

      def isqrt(n: int):
          if n < 0:
              return 1 << n
          root = min(int(sqrt(n)), 3037000499)
          if root * root > n:
              return root - 1
          if root < 3037000499 and (root + 1) * (root + 1) <= n:
              return root + 1
          return root

      def perm(n: int, k: int):
          if n < 0 or k < 0:
              return 1 << min(n, k)
          if k > n:
              return 0
          product = 1
          for i in range(n, n - k, -1):
              product *= i
          return product

      def comb(n: int, k: int):
          if n < 0 or k < 0:
              return 1 << min(n, k)
          if k > n:
              return 0
          ways = 1
          for i in range(1, min(k, n - k) + 1):
              divisor, rest = ways, i
              while rest:
                  divisor, rest = rest, divisor % rest
              ways = ways // divisor * ((n - i + 1) // (i // divisor))
          return ways

      def pow(base: int, exponent: int, modulus: int):
          if exponent < 0:
              return 1 << exponent
          limit = abs(modulus)
          base %= limit
          power = 1 % limit
          if limit <= 3037000500:
              while exponent:
                  if exponent & 1:
                      power = power * base % limit
                  base = base * base % limit
                  exponent >>= 1
          else:
              while exponent:
                  times = base
                  square = 0
                  product = 0
                  addend = base
                  other = power
                  while times or other:
                      if times & 1:
                          square -= limit - addend if square >= limit - addend else -addend
                      if other & 1:
                          product -= limit - addend if product >= limit - addend else -addend
                      addend -= limit - addend if addend >= limit - addend else -addend
                      times >>= 1
                      other >>= 1
                  if exponent & 1:
                      power = product
                  base = square
                  exponent >>= 1
          if modulus < 0 and power > 0:
              return power + modulus
          return power
      """;

  private static final Map<String, FunctionSyntax> FUNCTIONS = functions();

  private Library() {}

  private static Map<String, FunctionSyntax> functions() {
    PythonNames python = new PythonNames(new Source(TEXT), Set.of());
    return ModuleReader.read(TEXT).functions().stream()
        .map(function -> function.map(python::rewrite))
        .collect(Collectors.toUnmodifiableMap(FunctionSyntax::name, function -> function));
  }

  /// A call of one of the functions.
  static Syntax.Call call(String function, List<Syntax> arguments, int offset) {
    if (!FUNCTIONS.containsKey(function)) {
      throw new IllegalArgumentException(function);
    }
    return new Syntax.Call(MARK + function + AT + offset, arguments, List.of(), offset);
  }

  /// Whether a function's name is that of a copy.
  static boolean isNameOfCopy(String function) {
    return function.startsWith(MARK);
  }

  /// The name that Python has for the function of a copy.
  static String label(String copy) {
    return name(copy).replaceFirst("_.*", "");
  }

  private static String name(String copy) {
    return copy.substring(MARK.length(), copy.indexOf(AT));
  }

  /// The copies that functions call.
  static List<FunctionSyntax> calledFrom(List<FunctionSyntax> functions) {
    Map<String, FunctionSyntax> copies = new LinkedHashMap<>();
    functions.forEach(
        function ->
            StatementSyntax.map(
                function.body(),
                syntax -> {
                  copy(syntax, copies);
                  return syntax;
                }));
    return new ArrayList<>(copies.values());
  }

  private static void copy(Syntax syntax, Map<String, FunctionSyntax> copies) {
    if (syntax instanceof Syntax.Call(String name, _, _, int offset) && isNameOfCopy(name)) {
      copies.put(
          name,
          new Moved(offset).function(name, Objects.requireNonNull(FUNCTIONS.get(name(name)))));
    }
    syntax.children().forEach(child -> copy(child, copies));
  }
}
