package io.parallax.format;

import io.parallax.array.Input;
import io.parallax.compute.ComputeProperties;
import io.parallax.compute.ComputeRequest;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/// The inputs that are sent beside the request that uses them. For one thread.
public final class Attachments {
  private final ComputeProperties limits;
  private final Map<String, Input> inputs = new LinkedHashMap<>();

  /// @param limits the limits beyond which an input is refused
  public Attachments(ComputeProperties limits) {
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
          if (inputs.size() > limits.inputs()) {
            throw new ComputeException(
                ErrorCode.TOO_LARGE, "there are more than " + limits.inputs() + " inputs");
          }
        });
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
