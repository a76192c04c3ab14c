package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Analyzer;
import io.parallax.language.BinaryOperator;
import io.parallax.language.Definitions;
import io.parallax.language.Expression;
import io.parallax.language.Scope;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Scalar;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The types of one function's names for one signature: to each name the promotion of all that is
/// assigned to it, found by passing over the statements until no type grows. A pass leaves out what
/// it cannot type yet; [TypedBody] then says what cannot be typed at all.
final class Typing {
  final Source source;
  final FunctionSyntax function;
  final LocalArrays localArrays;
  final Map<String, DataType> types = new LinkedHashMap<>();
  final Map<String, DataType> declared = new LinkedHashMap<>();
  final Map<String, TypedFunction.LocalArray> locals = new LinkedHashMap<>();
  final List<DataType> results = new ArrayList<>();

  /// The results of a function that never returns: it loops for ever or fails.
  private static final List<DataType> NEVER_RETURNS = List.of(DataType.INT64);

  final List<TypedFunction.Parameter> parameters = new ArrayList<>();
  private final Definitions constants;
  private final Signatures callables;
  private final Set<String> names;
  private final Map<String, Scope.Body.Array> arrays = new LinkedHashMap<>();
  private Optional<Analyzer> analyzer = Optional.empty();
  private boolean grown;

  /// @param parameters what each parameter is given
  /// @param callables the functions that this one may call
  Typing(
      Source source,
      FunctionSyntax function,
      List<TypedFunction.Parameter> parameters,
      Definitions constants,
      Signatures callables) {
    this.source = source;
    this.function = function;
    this.localArrays = new LocalArrays(source);
    this.constants = constants;
    this.callables = callables;
    this.names = LocalNames.in(function);
    this.parameters.addAll(parameters);
    for (TypedFunction.Parameter parameter : parameters) {
      switch (parameter) {
        case TypedFunction.Item(String name, DataType type) -> types.put(name, type);
        case TypedFunction.Array(String name, StorageType storage, int rank) ->
            arrays.put(name, new Scope.Body.Array(storage, rank));
      }
    }
    function
        .parameters()
        .forEach(
            each ->
                each.annotation()
                    .flatMap(TypeSyntax::type)
                    .filter(type -> types.containsKey(each.name()))
                    .ifPresent(type -> declared.put(each.name(), type)));
  }

  /// The function with the types of its names.
  TypedFunction type() {
    do {
      callables.notePass(function.offset());
      grown = false;
      function.body().forEach(this::visit);
    } while (grown);
    localArrays.requireFit(locals, function.offset());
    TypedBody body = new TypedBody(this);
    List<TypedStatement> statements = body.statements(function.body());
    List<TypedFunction.Variable> variables = new ArrayList<>();
    types.forEach((name, type) -> variables.add(new TypedFunction.Variable(name, type)));
    return new TypedFunction(
        function.name(),
        source.text(),
        parameters.stream().map(this::typed).toList(),
        variables,
        List.copyOf(locals.values()),
        results.isEmpty() ? NEVER_RETURNS : results,
        statements,
        function.offset());
  }

  /// A parameter with the type of its name, which may be wider than what it is given.
  private TypedFunction.Parameter typed(TypedFunction.Parameter parameter) {
    return switch (parameter) {
      case TypedFunction.Item(String name, _) -> new TypedFunction.Item(name, type(name));
      case TypedFunction.Array array -> array;
    };
  }

  /// An analyzer that knows the types found so far.
  Analyzer analyzer() {
    if (analyzer.isEmpty()) {
      Map<String, ArrayType> variables = new LinkedHashMap<>();
      types.forEach((name, type) -> variables.put(name, new ArrayType(type, Shape.SCALAR)));
      Scope scope =
          new Scope(
              variables,
              Map.of(),
              constants,
              Set.of(),
              callables,
              Optional.of(new Scope.Body(arrays)));
      analyzer = Optional.of(Analyzer.within(source.text(), scope));
    }
    return analyzer.get();
  }

  boolean isArray(String name) {
    return arrays.containsKey(name);
  }

  Optional<Scope.Body.Array> array(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  DataType type(String name) {
    DataType type = types.get(name);
    if (type == null) {
      throw new IllegalStateException("no type of " + name);
    }
    return type;
  }

  boolean isCallerFunction(String name) {
    return callables.names().contains(name);
  }

  /// A variable that the text has not, of this type.
  String hidden(DataType type) {
    String name = "#" + types.size();
    types.put(name, type);
    analyzer = Optional.empty();
    return name;
  }

  /// The types of the values that an assignment of several names unpacks, empty if its right side
  /// has no parts.
  Optional<Syntax.Call> unpackedCall(StatementSyntax.Assign assign) {
    return assign.values().getFirst() instanceof Syntax.Call call
            && assign.targets().size() > 1
            && assign.values().size() == 1
            && isCallerFunction(call.function())
        ? Optional.of(call)
        : Optional.empty();
  }

  /// The values of `divmod(a, b)` and of `A.shape`, which have parts; otherwise the values as they
  /// are.
  List<Syntax> parts(StatementSyntax.Assign assign) {
    if (assign.targets().size() == 1 || assign.values().size() > 1) {
      return assign.values();
    }
    return switch (assign.values().getFirst()) {
      case Syntax.Call(String name, var arguments, var keywords, int offset)
          when name.equals("divmod")
              && !isCallerFunction(name)
              && arguments.size() == 2
              && keywords.isEmpty() ->
          List.of(
              new Syntax.Binary(
                  BinaryOperator.FLOOR_DIVIDE, arguments.getFirst(), arguments.getLast(), offset),
              new Syntax.Binary(
                  BinaryOperator.MODULO, arguments.getFirst(), arguments.getLast(), offset));
      case Syntax.Attribute(Syntax.Name(String array, int at), String member, int offset)
          when member.equals("shape") && isArray(array) -> {
        List<Syntax> extents = new ArrayList<>();
        for (int i = 0; i < array(array).orElseThrow().rank(); i++) {
          extents.add(
              new Syntax.Subscript(
                  new Syntax.Attribute(new Syntax.Name(array, at), member, offset),
                  List.of(new Syntax.IntegerLiteral(BigInteger.valueOf(i), offset)),
                  offset));
        }
        yield extents;
      }
      default -> assign.values();
    };
  }

  private void visit(StatementSyntax statement) {
    switch (statement) {
      case StatementSyntax.Assign assign -> visit(assign);
      case StatementSyntax.Declare(String variable, TypeSyntax type, int offset) ->
          declare(variable, type, offset);
      case StatementSyntax.If(_, var then, var otherwise, _) -> {
        then.forEach(this::visit);
        otherwise.forEach(this::visit);
      }
      case StatementSyntax.While(_, var body, _) -> body.forEach(this::visit);
      case StatementSyntax.For loop -> visit(loop);
      case StatementSyntax.Return(var values, _) -> visitReturn(values);
      case StatementSyntax.Break _, StatementSyntax.Continue _ -> {}
    }
  }

  private void visit(StatementSyntax.Assign assign) {
    assign
        .declared()
        .ifPresent(type -> declare(name(assign.targets().getFirst()), type, assign.offset()));
    if (assign.values().size() == 1
        && assign.values().getFirst() instanceof Syntax.Call call
        && LocalArrays.isZeros(call)
        && !isCallerFunction(call.function())) {
      makeArray(assign, call);
      return;
    }
    Optional<Syntax.Call> unpacked = unpackedCall(assign);
    if (unpacked.isPresent()) {
      attempt(
          unpacked.get(),
          () -> {
            List<DataType> values = analyzer().apply(unpacked.get()).callee().results();
            for (int i = 0; i < Math.min(values.size(), assign.targets().size()); i++) {
              join(assign.targets().get(i), values.get(i));
            }
          });
      return;
    }
    List<Syntax> values = parts(assign);
    for (int i = 0; i < Math.min(values.size(), assign.targets().size()); i++) {
      Syntax value = values.get(i);
      TargetSyntax target = assign.targets().get(i);
      attempt(value, () -> join(target, analyzer().value(value).type()));
    }
  }

  private static String name(TargetSyntax target) {
    return switch (target) {
      case TargetSyntax.Variable(String name, _) -> name;
      case TargetSyntax.Element(String array, _, _) -> array;
    };
  }

  private void visit(StatementSyntax.For loop) {
    if (loop.iterable() instanceof Syntax.Name(String name, _) && isArray(name)) {
      join(loop.variable(), array(name).orElseThrow().storage().computing());
    } else {
      join(loop.variable(), DataType.INT64);
    }
    loop.body().forEach(this::visit);
  }

  private void visitReturn(List<Syntax> values) {
    if (values.size() == 1
        && values.getFirst() instanceof Syntax.Call call
        && isCallerFunction(call.function())) {
      attempt(
          call,
          () -> {
            List<DataType> passed = analyzer().apply(call).callee().results();
            for (int i = 0; i < passed.size(); i++) {
              joinResult(i, passed.get(i));
            }
          });
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      int place = i;
      Syntax value = values.get(i);
      attempt(value, () -> joinResult(place, analyzer().value(value).type()));
    }
  }

  private void joinResult(int place, DataType type) {
    Optional<DataType> fixed =
        function
            .returns()
            .filter(each -> place < each.size())
            .flatMap(each -> each.get(place).type());
    while (results.size() <= place) {
      results.add(DataType.BOOL);
      grown = true;
    }
    DataType joined = fixed.orElse(results.get(place).promote(type));
    if (joined != results.get(place)) {
      results.set(place, joined);
      grown = true;
    }
  }

  private void makeArray(StatementSyntax.Assign assign, Syntax.Call call) {
    if (assign.targets().size() > 1
        || !(assign.targets().getFirst() instanceof TargetSyntax.Variable(String name, int at))) {
      throw invalid(call.offset(), "an array is assigned to one name: a = zeros(10)");
    }
    TypedFunction.LocalArray array = localArrays.array(name, call, analyzer());
    if (types.containsKey(name) || (isArray(name) && !locals.containsKey(name))) {
      throw invalid(at, quote(name) + " is another value before; an array has a name of its own");
    }
    TypedFunction.LocalArray before = locals.put(name, array);
    if (before == null) {
      arrays.put(name, new Scope.Body.Array(StorageType.of(array.type()), array.extents().size()));
      analyzer = Optional.empty();
      grown = true;
    } else if (!before.equals(array)) {
      throw invalid(at, quote(name) + " is made twice, with another size or type");
    }
  }

  private void declare(String variable, TypeSyntax type, int offset) {
    DataType before = declared.putIfAbsent(variable, type.type().orElseThrow());
    if (before != null && before != type.type().orElseThrow()) {
      throw invalid(offset, quote(variable) + " has another type before: " + before);
    }
  }

  private void join(TargetSyntax target, DataType type) {
    if (target instanceof TargetSyntax.Variable(String name, _)) {
      join(name, type);
    }
  }

  private void join(String name, DataType type) {
    if (isArray(name)) {
      return;
    }
    DataType before = types.get(name);
    DataType fixed = declared.get(name);
    DataType joined = fixed != null ? fixed : before == null ? type : before.promote(type);
    if (joined != before) {
      types.put(name, joined);
      analyzer = Optional.empty();
      grown = true;
    }
  }

  /// Runs what needs the type of an expression, unless a name of it has none yet or it has no type
  /// for those found so far.
  private void attempt(Syntax value, Runnable use) {
    if (!isKnown(value)) {
      return;
    }
    try {
      use.run();
    } catch (ComputeException notYet) {
      if (notYet.code() == ErrorCode.TOO_LARGE) {
        throw notYet;
      }
    }
  }

  private boolean isKnown(Syntax syntax) {
    return syntax instanceof Syntax.Name(String name, _)
        ? !names.contains(name) || types.containsKey(name) || isArray(name)
        : syntax.children().stream().allMatch(this::isKnown);
  }

  Expression.Literal integer(long value, int offset) {
    return new Expression.Literal(Scalar.of(value), offset);
  }

  ComputeException invalid(int offset, String detail) {
    return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
  }

  ComputeException mismatch(int offset, String detail) {
    return source.error(ErrorCode.TYPE_MISMATCH, offset, detail);
  }
}
