package io.parallax.format;

import io.parallax.compute.ComputeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What is to be explained.
///
/// @param show what to show besides
public record ExplainRequest(ComputeRequest request, Set<Show> show) {
  public ExplainRequest {
    show = Set.copyOf(show);
  }

  /// The code that a request's loops become.
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

    /// Such as `ir`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
