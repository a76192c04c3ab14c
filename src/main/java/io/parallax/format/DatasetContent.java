package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a body makes a dataset of.
public sealed interface DatasetContent {
  /// The columns themselves.
  ///
  /// @param inputs by the columns' names, in order; at least one
  record Columns(Map<String, Input> inputs) implements DatasetContent {
    public Columns {
      inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
  }

  /// A request whose results are the columns.
  ///
  /// @param request has an expression for each column
  record Selection(ComputeRequest.Evaluate request) implements DatasetContent {}
}
