package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Callables;
import io.parallax.language.Callee;
import io.parallax.language.Definitions;
import io.parallax.language.Source;
import io.parallax.type.DataType;
import io.parallax.type.StorageType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The functions of one call with the types they are called with, each typed once.
final class Signatures implements Callables {
  private final Functions text;
  private final Source source;
  private final Map<String, FunctionSyntax> functions;
  private final Definitions constants;
  private final Map<Signature, TypedFunction> typed = new HashMap<>();

  Signatures(
      Functions text, Source source, Map<String, FunctionSyntax> functions, Definitions constants) {
    this.text = text;
    this.source = source;
    this.functions = functions;
    this.constants = constants;
  }

  private int passes;

  private record Signature(String function, List<ArgumentType> arguments) {}

  @Override
  public String text() {
    return text.text();
  }

  @Override
  public Set<String> names() {
    return text.names();
  }

  @Override
  public Optional<List<Formal>> parameters(String function) {
    return text.parameters(function);
  }

  @Override
  public Callee callee(String function, List<ArgumentType> arguments) {
    return typed(function, arguments);
  }

  /// Counts a pass over a function's statements.
  void notePass(int offset) {
    if (++passes > FunctionLimits.MAX_PASSES) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          offset,
          "the types of the functions depend on each other in too many steps; annotate parameters"
              + " and names with types, such as x: float");
    }
  }

  TypedFunction typed(String function, List<ArgumentType> arguments) {
    Signature signature = new Signature(function, List.copyOf(arguments));
    TypedFunction known = typed.get(signature);
    if (known != null) {
      return known;
    }
    FunctionSyntax syntax = Objects.requireNonNull(functions.get(function), function);
    if (typed.size() == FunctionLimits.MAX_SIGNATURES) {
      throw source.error(
          ErrorCode.TOO_LARGE,
          syntax.offset(),
          "the functions are called with more than "
              + FunctionLimits.MAX_SIGNATURES
              + " lists of types; annotate parameters with types, such as x: float");
    }
    TypedFunction result =
        new Typing(source, syntax, parameters(syntax, arguments), constants, this).type();
    typed.put(signature, result);
    return result;
  }

  private List<TypedFunction.Parameter> parameters(
      FunctionSyntax function, List<ArgumentType> arguments) {
    List<TypedFunction.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      ParameterSyntax parameter = function.parameters().get(i);
      parameters.add(
          switch (arguments.get(i)) {
            case ArgumentType.Item(DataType type) -> item(function, parameter, type);
            case ArgumentType.Array(StorageType storage, int rank) ->
                array(parameter, storage, rank);
          });
    }
    return parameters;
  }

  private TypedFunction.Parameter item(
      FunctionSyntax function, ParameterSyntax parameter, DataType type) {
    DataType declared = parameter.annotation().flatMap(TypeSyntax::type).orElse(type);
    if (type.promote(declared) != declared) {
      if (Library.isNameOfCopy(function.name())) {
        throw source.error(
            ErrorCode.TYPE_MISMATCH,
            parameter.offset(),
            quote(Library.label(function.name()))
                + " takes integers, and this is "
                + type
                + "; write int(x) to truncate it");
      }
      throw mismatch(parameter, declared.label(), type.label());
    }
    return new TypedFunction.Item(parameter.name(), declared);
  }

  private TypedFunction.Parameter array(ParameterSyntax parameter, StorageType storage, int rank) {
    if (rank > 2) {
      throw source.error(
          ErrorCode.SHAPE_MISMATCH,
          parameter.offset(),
          quote(parameter.name())
              + " is an array, which has one or two dimensions in functions, not "
              + rank);
    }
    Optional<TypeSyntax> annotation = parameter.annotation();
    if (annotation.isPresent()) {
      TypeSyntax type = annotation.get();
      boolean same = type.type().filter(each -> each != storage.computing()).isEmpty();
      if (!same || !type.dimensions().allows(rank)) {
        throw mismatch(parameter, type.text(), storage + (rank == 1 ? "[:]" : "[:, :]"));
      }
    }
    return new TypedFunction.Array(parameter.name(), storage, rank);
  }

  private ComputeException mismatch(ParameterSyntax parameter, String declared, String given) {
    return source.error(
        ErrorCode.TYPE_MISMATCH,
        parameter.offset(),
        quote(parameter.name())
            + " is declared "
            + declared
            + ", and is given "
            + given
            + "; leave the declaration out, or give the input this dtype");
  }
}
