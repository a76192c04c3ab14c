package io.parallax.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functions that only the caller's own functions can call, because they have no meaning or no
/// use for whole arrays. They are not in the catalogue.
@SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
public enum ItemFunction implements ElementwiseFunction {
  /// Both arguments are int64, the result is float64.
  UNIFORM(
      "element i of the uniform random numbers in [0, 1) with this seed",
      Parameter.operand("seed"),
      Parameter.operand("i"));

  private final String meaning;
  private final List<Parameter> parameters;

  ItemFunction(String meaning, Parameter... parameters) {
    this.meaning = meaning;
    this.parameters = List.of(parameters);
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public TypeRule typeRule() {
    return TypeRule.INTEGRAL;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public NanRule nanRule() {
    return NanRule.NEVER_THERE;
  }

  @Override
  public Optional<ErrorBound> errorBound() {
    return Optional.empty();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }
}
