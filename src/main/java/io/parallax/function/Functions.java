package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.SourcePosition;
import io.parallax.language.Callables;
import io.parallax.language.Callee;
import io.parallax.language.Definitions;
import io.parallax.language.Names;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A text of the caller's functions: read, and proved right as far as it is right for all types.
/// Immutable and safe to share, so that a text is read once for all requests with it.
///
/// Every failure has a position in the text and the pointer [#POINTER].
public final class Functions implements Callables {
  /// Where a request has the text.
  public static final String POINTER = "/functions";

  private final Source source;
  private final String canonical;

  /// Those of the text, and copies of those of [Library] that they call.
  private final Map<String, FunctionSyntax> functions;

  private final Map<String, List<Formal>> formals;
  private final Definitions constants;
  private final Set<String> names;

  /// What the functions are for types they were called with before, at most
  /// [FunctionLimits#MAX_SIGNATURES] of them: an expression may have the same call many times.
  private final Map<Signature, TypedFunction> typed = new ConcurrentHashMap<>();

  private record Signature(String function, List<ArgumentType> arguments) {}

  private Functions(
      Source source,
      String canonical,
      Map<String, FunctionSyntax> functions,
      Map<String, List<Formal>> formals,
      Definitions constants,
      Set<String> names) {
    this.source = source;
    this.canonical = canonical;
    this.functions = functions;
    this.formals = formals;
    this.constants = constants;
    this.names = names;
  }

  /// Reads a text as a caller sent it.
  public static Functions parse(String text) {
    if (text.length() > FunctionLimits.MAX_TEXT_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > FunctionLimits.MAX_TEXT_BYTES) {
      throw new ComputeException(
              ErrorCode.TOO_LARGE,
              "the functions are longer than " + FunctionLimits.MAX_TEXT_BYTES + " bytes of UTF-8")
          .at(new SourcePosition(text, 0))
          .atPointer(POINTER);
    }
    return parseCanonical(text);
  }

  /// Reads what [#text] gave. The limit on the text does not apply, because canonical text can be
  /// longer than the text it came from.
  public static Functions parseCanonical(String text) {
    try {
      return new Reading(text).functions();
    } catch (ComputeException failure) {
      throw located(failure);
    }
  }

  /// The text as it was sent, which positions refer to.
  public String source() {
    return source.text();
  }

  @Override
  public String text() {
    return canonical;
  }

  /// In the order of the text.
  @Override
  public Set<String> names() {
    return names;
  }

  /// The function that is meant where none is named: the last of the text.
  public String last() {
    return List.copyOf(names).getLast();
  }

  @Override
  public Optional<List<Formal>> parameters(String function) {
    return Optional.ofNullable(formals.get(function));
  }

  /// A call of a function as an expression, with the input of each parameter's name.
  ///
  /// @param inputs the names that there are; a parameter with a default value takes it where its
  ///   input is not there
  /// @throws ComputeException UNKNOWN_NAME if a parameter has no input, or if there is no such
  ///   function
  public String call(String function, Set<String> inputs) {
    FunctionSyntax called = functions.get(function);
    if (called == null || !names.contains(function)) {
      throw new ComputeException(
              ErrorCode.UNKNOWN_NAME,
              "there is no function "
                  + quote(function)
                  + "; the text has "
                  + String.join(", ", names.stream().map(Source::quote).toList()))
          .atPointer("/call");
    }
    List<String> arguments = new ArrayList<>();
    boolean named = false;
    for (ParameterSyntax parameter : called.parameters()) {
      String name = parameter.name();
      if (inputs.contains(name)) {
        arguments.add(named ? name + "=" + Names.written(name) : Names.written(name));
      } else if (parameter.defaultValue().isPresent()) {
        named = true;
      } else {
        throw source
            .error(
                ErrorCode.UNKNOWN_NAME,
                parameter.offset(),
                quote(name)
                    + " of "
                    + quote(function)
                    + " has no input; send an input of this name, or give the parameter a default"
                    + " value")
            .atPointer(POINTER);
      }
    }
    return function + "(" + String.join(", ", arguments) + ")";
  }

  @Override
  public Callee callee(String function, List<ArgumentType> arguments) {
    return signature(function, arguments);
  }

  /// A function for arguments of these types.
  ///
  /// @param arguments one for each parameter: an item where the parameter is one, an array where it
  ///   is one
  public TypedFunction signature(String function, List<ArgumentType> arguments) {
    Signature signature = new Signature(function, List.copyOf(arguments));
    TypedFunction before = typed.get(signature);
    if (before != null) {
      return before;
    }
    try {
      TypedFunction result =
          new Signatures(this, source, functions, constants).typed(function, arguments);
      if (typed.size() < FunctionLimits.MAX_SIGNATURES) {
        typed.put(signature, result);
      }
      return result;
    } catch (ComputeException failure) {
      throw located(failure);
    }
  }

  private static ComputeException located(ComputeException failure) {
    return failure.pointer().isPresent() ? failure : failure.atPointer(POINTER);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Functions others && source.equals(others.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return canonical;
  }

  /// What is found about a text, step by step.
  private static final class Reading {
    private final Source source;
    private final ModuleSyntax module;
    private final Set<String> names;

    Reading(String text) {
      this.source = new Source(text);
      this.module = ModuleReader.read(text);
      this.names =
          Collections.unmodifiableSet(
              new LinkedHashSet<>(module.functions().stream().map(FunctionSyntax::name).toList()));
    }

    Functions functions() {
      PythonNames python = new PythonNames(source, names);
      Constants constants = new Constants(source, module.constants(), python);
      List<FunctionSyntax> checked = new ArrayList<>();
      for (FunctionSyntax function : module.functions()) {
        requireFewNames(function);
        Set<String> own = LocalNames.in(function);
        FunctionSyntax written =
            function.map(syntax -> constants.inlined(python.rewrite(syntax), own));
        checked.add(Flow.check(source, written, constants.names(), names));
      }
      checked.addAll(Library.calledFrom(checked));
      Map<String, List<Boolean>> arrays = ArrayNames.parameters(CallOrder.of(source, checked));
      Map<String, FunctionSyntax> functions = new LinkedHashMap<>();
      Map<String, List<Formal>> formals = new LinkedHashMap<>();
      for (FunctionSyntax function : checked) {
        functions.put(function.name(), function);
        formals.put(
            function.name(),
            formals(function, Objects.requireNonNull(arrays.get(function.name())), constants));
      }
      return new Functions(
          source,
          ModulePrinter.print(module),
          Collections.unmodifiableMap(functions),
          Collections.unmodifiableMap(formals),
          constants.definitions(),
          names);
    }

    private void requireFewNames(FunctionSyntax function) {
      if (LocalNames.of(function).size() > FunctionLimits.MAX_NAMES) {
        throw source.error(
            ErrorCode.TOO_LARGE,
            function.offset(),
            quote(function.name()) + " has more than " + FunctionLimits.MAX_NAMES + " names");
      }
    }

    private List<Formal> formals(
        FunctionSyntax function, List<Boolean> arrays, Constants constants) {
      List<Formal> formals = new ArrayList<>();
      for (int i = 0; i < arrays.size(); i++) {
        ParameterSyntax parameter = function.parameters().get(i);
        Optional<Syntax> given = parameter.defaultValue();
        if (arrays.get(i) && given.isPresent()) {
          throw source.error(
              ErrorCode.INVALID_ARGUMENT,
              given.get().offset(),
              quote(parameter.name()) + " is an array and has no default value");
        }
        formals.add(new Formal(parameter.name(), arrays.get(i), given.map(constants::literal)));
      }
      return formals;
    }
  }
}
