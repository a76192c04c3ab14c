package io.parallax.function;

import static io.parallax.language.Source.quote;

import java.util.Optional;

/// Sentences for functions of Python and its modules that are not there, and what to write instead.
final class PythonRefusals {
  private static final String LIST =
      "there are no lists; for an array of fixed size write a = zeros(10) and store elements, for"
          + " several results return them: return a, b";

  private static final String LOOP = " of an array here; write a loop over its elements";

  private PythonRefusals() {}

  /// On one of Python's own functions; empty for one that is not refused here.
  static Optional<String> onBuiltin(String name) {
    return switch (name) {
      case "sum", "any", "all", "sorted", "mean", "prod", "std", "var", "median" ->
          Optional.of("there is no " + quote(name) + LOOP);
      case "list", "dict", "set", "tuple", "array", "frozenset", "bytearray" -> Optional.of(LIST);
      case "str", "repr", "format", "chr", "ord", "input", "open", "hex", "bin", "oct" ->
          Optional.of("there are no texts; return numbers");
      case "print" -> Optional.of("nothing is printed; return the value");
      case "map", "filter", "reduce" ->
          Optional.of(
              "functions are no values; write a loop. The service itself maps the function over"
                  + " all items");
      case "enumerate", "zip", "reversed", "iter", "next" ->
          Optional.of("there is no " + quote(name) + "; write for i in range(len(a)):");
      case "complex" -> Optional.of("there are no complex numbers; write two floats");
      case "eval", "exec", "compile", "getattr", "setattr", "globals", "locals", "__import__" ->
          Optional.of("there is no " + quote(name) + "; a text has its functions and nothing else");
      case "isinstance", "type", "id", "hash", "callable" ->
          Optional.of("types are known before a function runs; there is no " + quote(name));
      default -> Optional.empty();
    };
  }

  /// On a function of `math` or NumPy; empty for an unknown one.
  static Optional<String> onMember(String name) {
    return switch (name) {
      case "gcd", "lcm", "factorial", "comb", "perm", "isqrt" ->
          Optional.of("write math." + name + "(…), with or without an import of math");
      case "isclose", "allclose" -> Optional.of("write abs(x - y) <= 1e-9, with your tolerance");
      case "fsum",
          "prod",
          "dist",
          "sum",
          "mean",
          "min",
          "max",
          "amin",
          "amax",
          "std",
          "var",
          "dot",
          "any",
          "all",
          "argmin",
          "argmax",
          "median",
          "cumsum",
          "sort",
          "sumprod" ->
          Optional.of("there is no " + quote(name) + LOOP);
      case "array", "arange", "linspace", "append", "concatenate", "asarray" -> Optional.of(LIST);
      case "ones", "full", "zeros_like", "empty_like", "ones_like", "full_like", "eye" ->
          Optional.of("write a = zeros(10), and store other values in a loop");
      case "erf", "erfc", "gamma", "lgamma", "modf", "frexp", "ldexp", "remainder" ->
          Optional.of("there is no " + quote(name) + "; write its formula");
      case "matmul", "inner", "outer", "cross" ->
          Optional.of("there is no product of arrays; write loops over their elements");
      default ->
          name.startsWith("random")
              ? Optional.of(
                  "for random numbers write uniform(seed, i), element i of the generator of that"
                      + " seed")
              : Optional.empty();
    };
  }
}
