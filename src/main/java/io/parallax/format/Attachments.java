package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.compute.ComputeRequest;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The arrays of a body: the inputs that are sent beside the request that uses them, or the columns
/// of a dataset. For one thread.
public final class Attachments {
  private final ArrayLimits limits;
  private final Map<String, Input> inputs = new LinkedHashMap<>();

  /// @param limits the limits beyond which an input is refused
  public Attachments(ArrayLimits limits) {
    this.limits = limits;
  }

  /// Adds inputs by their names.
  ///
  /// @throws ComputeException MALFORMED_BODY for a name that is there already; TOO_LARGE
  public void add(Map<String, Input> more) {
    more.forEach(
        (name, input) -> {
          if (name.length() > limits.nameLength()) {
            throw new ComputeException(
                ErrorCode.TOO_LARGE, "a name has more than " + limits.nameLength() + " characters");
          }
          if (inputs.put(name, input) != null) {
            throw twice(name);
          }
          if (inputs.size() > limits.arrays()) {
            throw new ComputeException(
                ErrorCode.TOO_LARGE, "there are more than " + limits.arrays() + " inputs");
          }
        });
  }

  /// The arrays by their names, in the order in which they came.
  public Map<String, Input> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /// The request with these inputs after its own.
  ///
  /// @throws ComputeException MALFORMED_BODY for an input that the request has, too
  public ComputeRequest addedTo(ComputeRequest request) {
    Map<String, Input> all = new LinkedHashMap<>(request.inputs());
    inputs.forEach(
        (name, input) -> {
          if (all.put(name, input) != null) {
            throw twice(name);
          }
        });
    return request.withInputs(all);
  }

  private static ComputeException twice(String name) {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY, "the input \"" + name + "\" is there twice");
  }
}
