package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Source;
import io.parallax.language.Token;
import io.parallax.language.TokenCursor;
import java.util.Optional;

/// Reads imports. Nothing is loaded: an import says how names of the language are written.
record ImportReader(Source source, TokenCursor tokens, Imports imports) {

  /// `import math, numpy as np`.
  void imported() {
    tokens.take();
    do {
      Token first = tokens.peek();
      String path = path();
      String module = module(path, first);
      String name = tokens.accept("as") ? name() : path;
      imports.bindModule(name, module);
    } while (tokens.accept(","));
  }

  /// `from math import sqrt, floor as whole` or `from math import *`.
  void from() {
    tokens.take();
    Token first = tokens.peek();
    String module = module(path(), first);
    if (!tokens.accept("import")) {
      throw invalid(tokens.peek(), "'import' is expected: from math import sqrt");
    }
    if (tokens.accept("*")) {
      PythonNames.of(module).forEach(name -> imports.bind(name, module, name));
      return;
    }
    boolean grouped = tokens.accept("(");
    do {
      if (grouped && tokens.at(")")) {
        break;
      }
      String member = name();
      imports.bind(tokens.accept("as") ? name() : member, module, member);
    } while (tokens.accept(","));
    if (grouped && !tokens.accept(")")) {
      throw invalid(tokens.peek(), "')' is expected after the names");
    }
  }

  private String path() {
    StringBuilder path = new StringBuilder(name());
    while (tokens.accept(".")) {
      path.append('.').append(name());
    }
    return path.toString();
  }

  private String name() {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.NAME) {
      throw invalid(token, "a name is expected in an import");
    }
    return tokens.take().text();
  }

  private String module(String path, Token first) {
    Optional<String> module =
        switch (path) {
          case "math" -> Optional.of("math");
          case "numpy" -> Optional.of("np");
          case "numba" -> Optional.of("numba");
          case "typing", "numpy.typing", "functools", "__future__" -> Optional.of("typing");
          default -> Optional.empty();
        };
    return module.orElseThrow(
        () ->
            invalid(
                first,
                "there is no module "
                    + quote(path)
                    + "; only math, numpy and numba are known, whose functions stand in"
                    + " GET /v1/functions"
                    + (path.startsWith("random") || path.startsWith("numpy.random")
                        ? "; for random numbers write uniform(seed, i)"
                        : "")));
  }

  private ComputeException invalid(Token at, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, at.offset(), detail);
  }
}
