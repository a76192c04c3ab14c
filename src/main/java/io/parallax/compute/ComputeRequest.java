package io.parallax.compute;

import io.parallax.array.Input;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to compute. The memory of its literal inputs belongs to a reservation, which the
/// caller of [ComputeRunner] owns. Maps keep the request's order.
public sealed interface ComputeRequest {
  Map<String, Input> inputs();

  Options options();

  /// The same request with other inputs.
  ComputeRequest withInputs(Map<String, Input> replaced);

  /// One expression over arrays.
  record Evaluate(String expression, Map<String, Input> inputs, Options options)
      implements ComputeRequest {
    @Override
    public Evaluate withInputs(Map<String, Input> replaced) {
      return new Evaluate(expression, replaced, options);
    }
  }

  /// The elements for which a predicate holds.
  ///
  /// @param select result name → expression, evaluated where the predicate holds; used when
  ///   `returned` is VALUES; when empty, every array input is selected under its own name
  record Filter(
      String predicate,
      Map<String, Input> inputs,
      Map<String, String> select,
      Returned returned,
      Options options)
      implements ComputeRequest {
    @Override
    public Filter withInputs(Map<String, Input> replaced) {
      return new Filter(predicate, replaced, select, returned, options);
    }
  }

  /// Named reductions over the rows for which `where` holds, or over all.
  record Reduce(
      Map<String, Input> inputs,
      @Nullable String where,
      Map<String, String> reductions,
      Options options)
      implements ComputeRequest {
    @Override
    public Reduce withInputs(Map<String, Input> replaced) {
      return new Reduce(replaced, where, reductions, options);
    }
  }

  /// What a filter returns.
  enum Returned {
    /// The selected expressions' values.
    VALUES,
    /// The flat row-major positions, int64.
    INDICES,
    /// A bool for every element.
    MASK,
    /// Only their number.
    COUNT;

    /// The name in requests, such as `values`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> labels() {
      return List.of(values()).stream().map(Returned::label).toList();
    }
  }
}
