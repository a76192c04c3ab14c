package io.parallax.format.json;

import io.parallax.format.ComputeOperation;
import java.util.List;

/// The fields of an operation's request as parameters of a query.
///
/// @param texts whose values are texts as they are
/// @param json whose values are JSON
/// @param namesReductions whether any other parameter is a reduction under its own name
/// @param example the simplest query
record QueryFields(List<String> texts, List<String> json, boolean namesReductions, String example) {
  private static final QueryFields EVALUATE =
      new QueryFields(
          List.of("expression", "functions"),
          List.of("expressions", "let", "inputs", "options", "output"),
          false,
          "?expression=x*2");
  private static final QueryFields FILTER =
      new QueryFields(
          List.of("predicate", "return", "functions"),
          List.of("select", "let", "inputs", "options", "output"),
          false,
          "?predicate=x>2");
  private static final QueryFields REDUCE =
      new QueryFields(
          List.of("where", "functions"),
          List.of("reductions", "let", "inputs", "options", "output"),
          true,
          "?total=sum(x)");

  private static final QueryFields MAP =
      new QueryFields(
          List.of("functions", "call"),
          List.of("inputs", "options", "output"),
          false,
          "?functions=def f(x): return x*x");

  static QueryFields of(ComputeOperation operation) {
    return switch (operation) {
      case EVALUATE -> EVALUATE;
      case FILTER -> FILTER;
      case REDUCE -> REDUCE;
      case MAP -> MAP;
    };
  }
}
