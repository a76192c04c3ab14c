package io.parallax.http.dataset;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.format.Query;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The parameters of an address. Methods throw [ComputeException] with a sentence that names the
/// parameter.
final class Parameters {
  private static final int MOST_DIGITS = 18;

  private final Query query;

  private Parameters(Query query) {
    this.query = query;
  }

  /// @param known the names of all parameters; another one is refused with UNKNOWN_FIELD
  static Parameters of(HttpServletRequest request, String... known) {
    String sent = request.getQueryString();
    Query query = Query.of(sent == null ? "" : sent);
    List<String> names = List.of(known);
    for (String name : query.parameters().keySet()) {
      if (!names.contains(name)) {
        throw unknown(name, names);
      }
    }
    return new Parameters(query);
  }

  private static ComputeException unknown(String name, List<String> known) {
    String all = known.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
    return new ComputeException(
        ErrorCode.UNKNOWN_FIELD,
        "the query has no parameter \"%s\" here%s %s"
            .formatted(
                name,
                NearestName.of(name, known)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("."),
                known.isEmpty() ? "There is none." : "The parameters are " + all));
  }

  Optional<String> text(String name) {
    return query.value(name);
  }

  /// The values of a parameter that may be there several times.
  List<String> texts(String name) {
    return query.parameters().getOrDefault(name, List.of());
  }

  /// An integer within bounds, both inclusive.
  ///
  /// @param otherwise the value where the parameter is missing
  long number(String name, long least, long most, long otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    boolean isNumber = text.get().matches("[0-9]{1," + MOST_DIGITS + "}");
    long value = isNumber ? Long.parseLong(text.get()) : -1;
    if (value < least || value > most) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          most == Long.MAX_VALUE
              ? "the query's parameter \"%s\" is an integer of %d or more, not \"%s\""
                  .formatted(name, least, text.get())
              : "the query's parameter \"%s\" is an integer from %d to %d, not \"%s\""
                  .formatted(name, least, most, text.get()));
    }
    return value;
  }
}
