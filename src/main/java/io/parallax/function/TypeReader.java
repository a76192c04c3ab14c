package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.function.TypeSyntax.Dimensions;
import io.parallax.language.Source;
import io.parallax.language.Token;
import io.parallax.language.TokenCursor;
import io.parallax.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads annotations of types.
record TypeReader(Source source, TokenCursor tokens, Imports imports) {

  /// The type of this name in Python, NumPy or Numba, without its module.
  static Optional<DataType> named(String name) {
    return switch (name) {
      case "int", "int_", "intp", "int64", "i8", "long" -> Optional.of(DataType.INT64);
      case "float", "float_", "float64", "double", "f8" -> Optional.of(DataType.FLOAT64);
      case "bool", "bool_", "boolean", "b1" -> Optional.of(DataType.BOOL);
      case "int32", "intc", "i4" -> Optional.of(DataType.INT32);
      case "float32", "single", "f4" -> Optional.of(DataType.FLOAT32);
      default -> Optional.empty();
    };
  }

  /// `float`, `np.int32`, `float64[:, :]`, `np.ndarray`.
  TypeSyntax read() {
    Token first = tokens.peek();
    String name = name();
    if (name.equals("ndarray") || name.equals("NDArray")) {
      return new TypeSyntax(element(), Dimensions.ANY, first.offset());
    }
    DataType type = named(name).orElseThrow(() -> invalid(first, advice(name)));
    if (tokens.at("|")) {
      throw invalid(tokens.peek(), "a name has one type");
    }
    return new TypeSyntax(Optional.of(type), dimensions(), first.offset());
  }

  /// What a function returns: a type, `tuple[int, float]`, or `None`, which says nothing.
  Optional<List<TypeSyntax>> returned() {
    Token first = tokens.peek();
    if (first.is("None")) {
      throw invalid(first, "a function returns at least one number");
    }
    if (!first.is("tuple") && !first.is("Tuple")) {
      TypeSyntax type = read();
      if (type.isArray()) {
        throw invalid(
            first,
            "a function returns numbers, not arrays; return the elements: return a[0], a[1]");
      }
      return Optional.of(List.of(type));
    }
    tokens.take();
    if (!tokens.accept("[")) {
      return Optional.empty();
    }
    List<TypeSyntax> types = new ArrayList<>();
    do {
      types.add(read());
    } while (tokens.accept(","));
    close();
    return Optional.of(types);
  }

  private String name() {
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.STRING) {
      throw invalid(token, "write the type without quotation marks");
    }
    if (token.kind() != Token.Kind.NAME) {
      throw invalid(token, "a type is expected, such as float or int64");
    }
    String name = tokens.take().text();
    while (tokens.accept(".")) {
      name = tokens.take().text();
    }
    return name;
  }

  private Optional<DataType> element() {
    if (!tokens.accept("[")) {
      return Optional.empty();
    }
    Optional<DataType> type = Optional.empty();
    do {
      Token token = tokens.peek();
      String name = name();
      Optional<DataType> found = named(name);
      if (found.isPresent()) {
        type = found;
      } else if (!name.equals("dtype") && !name.equals("Any")) {
        throw invalid(token, advice(name));
      }
      if (tokens.at("[")) {
        type = element();
      }
    } while (tokens.accept(","));
    close();
    return type;
  }

  private Dimensions dimensions() {
    if (!tokens.at("[")) {
      return Dimensions.NONE;
    }
    Token open = tokens.take();
    int rank = 0;
    do {
      while (tokens.accept(":")) {
        tokens.accept(Token.Kind.INTEGER);
      }
      rank++;
    } while (tokens.accept(","));
    close();
    return switch (rank) {
      case 1 -> Dimensions.ONE;
      case 2 -> Dimensions.TWO;
      default -> throw invalid(open, "arrays of functions have one or two dimensions");
    };
  }

  private void close() {
    if (!tokens.accept("]")) {
      throw invalid(tokens.peek(), "']' is expected after a type");
    }
  }

  private static String advice(String name) {
    return switch (name) {
      case "list", "List", "Sequence", "Iterable", "tuple", "Tuple", "array" ->
          "for an array write float64[:] or int64[:, :]";
      case "str", "String", "bytes" -> "there are no texts";
      case "complex", "complex64", "complex128" -> "there are no complex numbers";
      case "Optional", "Union", "Any", "dict", "Dict", "set", "None" ->
          "a value is a number: int, float, bool, int32, int64, float32 or float64";
      default ->
          quote(name)
              + " is no type; write int, float, bool, int32, int64, float32 or float64, and"
              + " float64[:] for an array";
    };
  }

  private ComputeException invalid(Token at, String detail) {
    return source.error(ErrorCode.INVALID_SYNTAX, at.offset(), detail);
  }
}
