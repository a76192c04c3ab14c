package io.parallax.kernel.testing;

import io.parallax.error.ComputeException;
import io.parallax.language.testing.RandomExpressions;
import io.parallax.lowering.Selection;
import io.parallax.program.Program;
import io.parallax.program.Requests;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A request for the values of random expressions: evaluated, filtered or reduced.
final class RandomRequest {
  private static final int[] LENGTHS = {0, 1, 3, 8, 9, 17, 64, 65, 200};

  /// Operations that may fault, unlike those of random expressions.
  private static final List<String> FAULTING = List.of("//", "%", "**", "<<", ">>");

  private final SplittableRandom random;
  private final RandomExpressions expressions;
  private final Requests requests;

  private RandomRequest(SplittableRandom random, ExpressionCases cases) {
    this.random = random;
    expressions = new RandomExpressions(random.nextLong(), cases.types());
    requests = cases.requests();
  }

  /// A random request with its inputs.
  ///
  /// @param code source of the texts
  /// @param values source of the inputs' size and values
  public static EngineCase next(String name, SplittableRandom code, SplittableRandom values) {
    RandomInputs inputs = new RandomInputs(values);
    int length = LENGTHS[values.nextInt(LENGTHS.length)];
    ExpressionCases cases =
        new ExpressionCases(
            length, values.nextInt(1, 4), (type, shape, _) -> inputs.next(type, shape));
    RandomRequest request = new RandomRequest(code, cases);
    while (true) {
      try {
        Question question = request.question();
        return new EngineCase(name + ": " + question.text(), question.program(), cases.inputs());
      } catch (ComputeException refused) {
        // the texts do not suit each other or their inputs' shapes: others will
      }
    }
  }

  private record Question(String text, Program program) {}

  private Question question() {
    return switch (random.nextInt(5)) {
      case 0 -> filter();
      case 1 -> reduction();
      default -> evaluation();
    };
  }

  private Question evaluation() {
    String text = text(random.nextInt(1, 5));
    return new Question(text, requests.evaluate(text));
  }

  private Question filter() {
    String predicate = predicate();
    return switch (random.nextInt(6)) {
      case 0 -> filter(predicate, new Selection.Indices());
      case 1 -> filter(predicate, new Selection.Mask());
      case 2 -> filter(predicate, new Selection.Count());
      default -> {
        Map<String, String> columns = new TreeMap<>();
        for (int column = random.nextInt(1, 5); column > 0; column--) {
          columns.put("c" + column, text(2));
        }
        yield new Question(
            "filter " + predicate + " of " + columns, requests.filter(predicate, columns));
      }
    };
  }

  private Question filter(String predicate, Selection selection) {
    return new Question(
        "filter " + predicate + " for " + selection, requests.filter(predicate, selection));
  }

  private Question reduction() {
    String[] reductions =
        IntStream.range(0, random.nextInt(1, 5))
            .mapToObj(_ -> pick(ExpressionTexts.REDUCING).formatted(text(2)))
            .distinct()
            .toArray(String[]::new);
    if (random.nextBoolean()) {
      String where = predicate();
      return new Question(
          "reduce " + List.of(reductions) + " where " + where,
          requests.reduceWhere(where, reductions));
    }
    return new Question("reduce " + List.of(reductions), requests.reduce(reductions));
  }

  private String predicate() {
    return "bool(" + expressions.next(random.nextInt(1, 4)) + ")";
  }

  private String text(int height) {
    if (random.nextInt(8) == 0) {
      String left = expressions.next(height - 1);
      String right = expressions.next(height - 1);
      return "int64(" + left + ") " + pick(FAULTING) + " int32(" + right + ")";
    }
    return expressions.next(height);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
