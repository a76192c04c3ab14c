package io.parallax.http.service;

import io.parallax.language.NamedConstant;
import java.util.Arrays;
import java.util.List;

/// A named number as callers see it.
///
/// @param value a number, or `"Infinity"` or `"NaN"`, as in inputs and results
record ConstantEntry(String name, Object value, String meaning) {
  static List<ConstantEntry> all() {
    return Arrays.stream(NamedConstant.values()).map(ConstantEntry::of).toList();
  }

  private static ConstantEntry of(NamedConstant constant) {
    double value = constant.value();
    Object shown = Double.isFinite(value) ? value : Double.toString(value);
    return new ConstantEntry(constant.label(), shown, constant.meaning());
  }
}
