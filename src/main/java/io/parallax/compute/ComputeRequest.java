package io.parallax.compute;

import io.parallax.array.Input;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to compute. The memory of its literal inputs belongs to a reservation, which the
/// caller of [ComputeRunner] owns. Maps keep the request's order.
public sealed interface ComputeRequest {
  /// The text of a request that has no functions.
  String NO_FUNCTIONS = "";

  /// The name of the operation in addresses, such as `evaluate`.
  String operation();

  /// The text of the caller's functions, or [#NO_FUNCTIONS].
  String functions();

  Map<String, Input> inputs();

  /// Named expressions that the other texts may use: name → expression.
  Map<String, String> let();

  Options options();

  /// The same request with other inputs.
  ComputeRequest withInputs(Map<String, Input> replaced);

  /// The same request with other options.
  ComputeRequest withOptions(Options replaced);

  /// Expressions over arrays.
  ///
  /// @param expression the one whose result has no name of its own
  /// @param expressions result name → expression; there is one at least if `expression` is null
  record Evaluate(
      @Nullable String expression,
      Map<String, String> expressions,
      Map<String, String> let,
      String functions,
      Map<String, Input> inputs,
      Options options)
      implements ComputeRequest {
    /// The name of the result of `expression`.
    public static final String RESULT = "result";

    public Evaluate(String expression, Map<String, Input> inputs, Options options) {
      this(expression, Map.of(), Map.of(), inputs, options);
    }

    /// A request without functions.
    public Evaluate(
        @Nullable String expression,
        Map<String, String> expressions,
        Map<String, String> let,
        Map<String, Input> inputs,
        Options options) {
      this(expression, expressions, let, NO_FUNCTIONS, inputs, options);
    }

    @Override
    public String operation() {
      return "evaluate";
    }

    @Override
    public Evaluate withInputs(Map<String, Input> replaced) {
      return new Evaluate(expression, expressions, let, functions, replaced, options);
    }

    @Override
    public Evaluate withOptions(Options replaced) {
      return new Evaluate(expression, expressions, let, functions, inputs, replaced);
    }
  }

  /// The elements for which a predicate holds.
  ///
  /// @param select result name → expression, evaluated where the predicate holds; used when
  ///   `returned` is VALUES; when empty, every array input is selected under its own name
  record Filter(
      String predicate,
      Map<String, String> let,
      String functions,
      Map<String, Input> inputs,
      Map<String, String> select,
      Returned returned,
      Options options)
      implements ComputeRequest {
    public Filter(
        String predicate,
        Map<String, Input> inputs,
        Map<String, String> select,
        Returned returned,
        Options options) {
      this(predicate, Map.of(), NO_FUNCTIONS, inputs, select, returned, options);
    }

    @Override
    public String operation() {
      return "filter";
    }

    @Override
    public Filter withInputs(Map<String, Input> replaced) {
      return new Filter(predicate, let, functions, replaced, select, returned, options);
    }

    @Override
    public Filter withOptions(Options replaced) {
      return new Filter(predicate, let, functions, inputs, select, returned, replaced);
    }
  }

  /// Named reductions over the rows for which `where` holds, or over all.
  record Reduce(
      Map<String, String> let,
      String functions,
      Map<String, Input> inputs,
      @Nullable String where,
      Map<String, String> reductions,
      Options options)
      implements ComputeRequest {
    public Reduce(
        Map<String, Input> inputs,
        @Nullable String where,
        Map<String, String> reductions,
        Options options) {
      this(Map.of(), inputs, where, reductions, options);
    }

    /// A request without functions.
    public Reduce(
        Map<String, String> let,
        Map<String, Input> inputs,
        @Nullable String where,
        Map<String, String> reductions,
        Options options) {
      this(let, NO_FUNCTIONS, inputs, where, reductions, options);
    }

    @Override
    public String operation() {
      return "reduce";
    }

    @Override
    public Reduce withInputs(Map<String, Input> replaced) {
      return new Reduce(let, functions, replaced, where, reductions, options);
    }

    @Override
    public Reduce withOptions(Options replaced) {
      return new Reduce(let, functions, inputs, where, reductions, replaced);
    }
  }

  /// A function of the caller's for every item of the inputs.
  ///
  /// @param call the name of the function; null for the last of the text
  record Mapping(
      String functions, @Nullable String call, Map<String, Input> inputs, Options options)
      implements ComputeRequest {
    /// The name of the result of a function that returns one value.
    public static final String RESULT = "result";

    @Override
    public String operation() {
      return "map";
    }

    /// None.
    @Override
    public Map<String, String> let() {
      return Map.of();
    }

    @Override
    public Mapping withInputs(Map<String, Input> replaced) {
      return new Mapping(functions, call, replaced, options);
    }

    @Override
    public Mapping withOptions(Options replaced) {
      return new Mapping(functions, call, inputs, replaced);
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
