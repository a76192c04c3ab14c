package io.parallax.language;

import io.parallax.error.ComputeException;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The caller's own functions, which texts call by name. They hide functions of the language.
public interface Callables {
  /// No functions.
  Callables NONE =
      new Callables() {
        @Override
        public String text() {
          return "";
        }

        @Override
        public Set<String> names() {
          return Set.of();
        }

        @Override
        public Optional<List<Formal>> parameters(String function) {
          return Optional.empty();
        }

        @Override
        public Callee callee(String function, List<ArgumentType> arguments) {
          throw new IllegalArgumentException(function);
        }
      };

  /// All of them in canonical form, from which they can be read again; empty if there are none.
  String text();

  Set<String> names();

  /// The parameters of a function in order, empty if there is no function with this name.
  Optional<List<Formal>> parameters(String function);

  /// The function for arguments of these types, one for each parameter.
  ///
  /// @throws ComputeException with a position in the text of the functions if it cannot take them
  Callee callee(String function, List<ArgumentType> arguments);

  /// A parameter.
  ///
  /// @param isArray whether it takes an array, which its function indexes, and not a value for each
  ///   item
  /// @param defaultValue what is taken where no argument is given; empty if one must be given
  record Formal(String name, boolean isArray, Optional<Expression.Literal> defaultValue) {}

  /// What a parameter is given.
  sealed interface ArgumentType {
    /// A value for each item.
    record Item(DataType type) implements ArgumentType {}

    /// An array that every item sees whole.
    ///
    /// @param rank the number of dimensions, at least 1
    record Array(StorageType storage, int rank) implements ArgumentType {}
  }
}
