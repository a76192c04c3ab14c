package io.parallax.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The names that imports bind. The modules `math`, `np`, `numpy`, `nb` and `numba` are known
/// without an import.
final class Imports {
  private final Map<String, String> modules =
      new HashMap<>(
          Map.of("math", "math", "np", "np", "numpy", "np", "nb", "numba", "numba", "numba"));
  private final Map<String, String> names = new HashMap<>();

  /// `import module as name`.
  void bindModule(String name, String module) {
    modules.put(name, module);
  }

  /// `from module import member as name`.
  void bind(String name, String module, String member) {
    names.put(name, module + "." + member);
  }

  /// The module of a name: `math`, `np` or `numba`.
  Optional<String> module(String name) {
    return Optional.ofNullable(modules.get(name));
  }

  /// What an imported name is, such as `math.sqrt`.
  Optional<String> member(String name) {
    return Optional.ofNullable(names.get(name));
  }
}
