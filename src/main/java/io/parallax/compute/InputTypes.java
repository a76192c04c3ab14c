package io.parallax.compute;

import io.parallax.array.Generator;
import io.parallax.array.Input;
import io.parallax.array.NDArray;
import io.parallax.language.Names;
import io.parallax.language.Weakness;
import io.parallax.type.ArrayType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What analysis knows of inputs, by their names in the form in which names compare.
final class InputTypes {
  private InputTypes() {}

  static Map<String, ArrayType> of(Map<String, Input> inputs) {
    Map<String, ArrayType> types = new LinkedHashMap<>();
    inputs.forEach((name, input) -> types.put(Names.canonical(name), input.arrayType()));
    return types;
  }

  /// How inputs are weak; those that are not are left out.
  static Map<String, Weakness> weak(Map<String, Input> inputs) {
    Map<String, Weakness> weak = new LinkedHashMap<>();
    inputs.forEach(
        (name, input) -> weak(input).ifPresent(how -> weak.put(Names.canonical(name), how)));
    return weak;
  }

  /// How an input is weak: a number sent without a type. Empty for any other.
  static Optional<Weakness> weak(Input input) {
    return switch (input) {
      case Generator _, Input.Stored _ -> Optional.empty();
      case Input.Literal(NDArray sent, Input.Typing typing) ->
          typing == Input.Typing.INFERRED && sent.shape().isScalar()
              ? weak(sent)
              : Optional.empty();
    };
  }

  private static Optional<Weakness> weak(NDArray scalar) {
    return switch (scalar.type()) {
      case BOOL, INT32, FLOAT32 -> Optional.empty();
      case FLOAT64 -> Optional.of(Weakness.FLOAT);
      case INT64 ->
          Optional.of((int) scalar.longAt(0) == scalar.longAt(0) ? Weakness.INT32 : Weakness.INT64);
    };
  }
}
