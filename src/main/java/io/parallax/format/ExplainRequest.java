package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A request to explain another request.
///
/// @param request the request to explain
/// @param show the kinds of code to show in addition
public record ExplainRequest(ComputeRequest request, Set<Show> show) {
  public ExplainRequest {
    show = Set.copyOf(show);
  }

  /// A kind of code that a request's loops are compiled to.
  public enum Show {
    /// The compiler's intermediate language.
    IR,
    /// The machine code.
    ASSEMBLY;

    public static List<String> labels() {
      return Stream.of(values()).map(Show::label).toList();
    }

    public static Show of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /// The name in requests, such as `ir`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
