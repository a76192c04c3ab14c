package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges the names of a query's parameters that are no fields of the request: which of them may
/// name a reduction, and what the others were probably meant to be.
final class QueryNames {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*");
  private static final String INPUT = "input";
  private static final List<String> FIELDS =
      List.of("where", "options", "output", "let", "reductions", "inputs", INPUT, "request");

  private QueryNames() {}

  static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  /// Refuses a name that is probably a slip: it would become a result.
  ///
  /// @throws ComputeException UNKNOWN_FIELD
  static void requireReduction(String name) {
    requirePlace(name);
    if (!isPlain(name)) {
      throw partOfAnExpression(name);
    }
    NearestName.slip(name, FIELDS)
        .ifPresent(
            field -> {
              throw unknown(
                  ("the query has no parameter \"%s\"; did you mean \"%s\"? A reduction of this"
                          + " name is written reductions={\"%s\": \"…\"}")
                      .formatted(name, field, name));
            });
  }

  /// Refuses a name that belongs elsewhere: that of an option, or of what only another body has.
  ///
  /// @throws ComputeException UNKNOWN_FIELD
  static void requirePlace(String name) {
    if (name.equals(INPUT)) {
      throw unknown(
          "the parameter \"input\" names a body that is one array; the parts of a form have names"
              + " of their own");
    }
    requireOutside(NearestName.slip(name, OptionsReader.OPTIONS), name, "options");
    requireOutside(
        OptionsReader.OUTPUT.stream().filter(name::equalsIgnoreCase).findFirst(), name, "output");
  }

  /// The failure of a name that is more than a name.
  static ComputeException partOfAnExpression(String name) {
    return unknown(
        ("the query has no parameter \"%s\"; in a query & begins the next parameter: for the"
                + " operator write %%26")
            .formatted(name));
  }

  private static void requireOutside(Optional<String> member, String name, String field) {
    if (member.isPresent()) {
      throw unknown(
          "the query has no parameter \"%s\"; \"%s\" is a field of %s: write %s={\"%s\": …}"
              .formatted(name, member.get(), field, field, member.get()));
    }
  }

  private static ComputeException unknown(String detail) {
    return new ComputeException(ErrorCode.UNKNOWN_FIELD, detail);
  }
}
