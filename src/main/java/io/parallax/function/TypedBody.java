package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.language.Analyzer;
import io.parallax.language.Expression;
import io.parallax.language.Scope;
import io.parallax.language.Syntax;
import io.parallax.type.ArrayType;
import io.parallax.type.DataType;
import io.parallax.type.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statements of a function once the types of its names are known.
final class TypedBody {
  private final Typing typing;

  TypedBody(Typing typing) {
    this.typing = typing;
  }

  List<TypedStatement> statements(List<StatementSyntax> body) {
    List<TypedStatement> statements = new ArrayList<>();
    body.forEach(statement -> add(statement, statements));
    return statements;
  }

  private void add(StatementSyntax statement, List<TypedStatement> into) {
    switch (statement) {
      case StatementSyntax.Assign assign -> assign(assign, into);
      case StatementSyntax.Declare _ -> {}
      case StatementSyntax.If(Syntax condition, var then, var otherwise, int offset) ->
          into.add(
              new TypedStatement.If(
                  analyzer().condition(condition),
                  statements(then),
                  statements(otherwise),
                  offset));
      case StatementSyntax.While(Syntax condition, var body, int offset) ->
          into.add(
              new TypedStatement.While(analyzer().condition(condition), statements(body), offset));
      case StatementSyntax.For loop -> loop(loop, into);
      case StatementSyntax.Break(int offset) -> into.add(new TypedStatement.Break(offset));
      case StatementSyntax.Continue(int offset) -> into.add(new TypedStatement.Continue(offset));
      case StatementSyntax.Return(var values, int offset) -> returned(values, offset, into);
    }
  }

  private Analyzer analyzer() {
    return typing.analyzer();
  }

  private void assign(StatementSyntax.Assign assign, List<TypedStatement> into) {
    if (assign.values().getFirst() instanceof Syntax.Call call
        && LocalArrays.isZeros(call)
        && assign.values().size() == 1
        && !typing.isCallerFunction(call.function())) {
      into.add(new TypedStatement.Clear(name(assign.targets().getFirst()), assign.offset()));
      return;
    }
    assign.targets().forEach(this::requireAssignable);
    Optional<Syntax.Call> unpacked = typing.unpackedCall(assign);
    if (unpacked.isPresent()) {
      unpack(assign, unpacked.get(), into);
      return;
    }
    List<Syntax> values = typing.parts(assign);
    if (values.size() != assign.targets().size()) {
      throw typing.invalid(
          values.getFirst().offset(),
          values.size() == 1
              ? "there are " + assign.targets().size() + " names, and this is one value"
              : "there are " + assign.targets().size() + " names, and these are " + values.size());
    }
    if (assign.targets().stream().allMatch(TargetSyntax.Variable.class::isInstance)) {
      into.add(
          new TypedStatement.Assign(
              assign.targets().stream().map(TypedBody::name).toList(),
              values(assign.targets(), values),
              assign.offset()));
    } else if (values.size() == 1) {
      Expression value = value(assign.targets().getFirst(), values.getFirst());
      store(assign.targets().getFirst(), value, assign.offset(), into);
    } else {
      List<Expression> computed = values(assign.targets(), values);
      List<String> hidden = computed.stream().map(value -> typing.hidden(value.type())).toList();
      into.add(new TypedStatement.Assign(hidden, computed, assign.offset()));
      storeAll(assign, hidden, into);
    }
  }

  private void storeAll(
      StatementSyntax.Assign assign, List<String> hidden, List<TypedStatement> into) {
    for (int i = 0; i < hidden.size(); i++) {
      Expression value = variable(hidden.get(i), assign.offset());
      store(assign.targets().get(i), value, assign.offset(), into);
    }
  }

  private Expression variable(String name, int offset) {
    return new Expression.Input(name, new ArrayType(typing.type(name), Shape.SCALAR), offset);
  }

  private void store(TargetSyntax target, Expression value, int offset, List<TypedStatement> into) {
    switch (target) {
      case TargetSyntax.Variable(String name, _) ->
          into.add(new TypedStatement.Assign(List.of(name), List.of(value), offset));
      case TargetSyntax.Element(String array, var indices, int at) ->
          into.add(
              new TypedStatement.SetElement(
                  array, indices.stream().map(each -> analyzer().index(each)).toList(), value, at));
    }
  }

  private List<Expression> values(List<TargetSyntax> targets, List<Syntax> values) {
    List<Expression> converted = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      converted.add(value(targets.get(i), values.get(i)));
    }
    return converted;
  }

  /// A value in the type of what it is assigned to.
  private Expression value(TargetSyntax target, Syntax value) {
    return switch (target) {
      case TargetSyntax.Variable(String name, _) -> {
        Expression natural = analyzer().value(value);
        DataType type = typing.type(name);
        if (typing.declared.containsKey(name) && !analyzer().fits(value, type)) {
          throw typing.mismatch(
              value.offset(),
              quote(name)
                  + " is declared "
                  + type
                  + ", and this is "
                  + natural.type()
                  + "; write "
                  + type
                  + "(…), or leave the declaration out");
        }
        yield analyzer().value(value, type);
      }
      case TargetSyntax.Element(String array, _, _) -> {
        DataType type = typing.array(array).orElseThrow().storage().computing();
        DataType natural = analyzer().value(value).type();
        if (!analyzer().fits(value, type)) {
          throw typing.mismatch(
              value.offset(),
              quote(array)
                  + " has elements of type "
                  + type
                  + ", and this is "
                  + natural
                  + "; write "
                  + type
                  + "(…), or make the array with the type "
                  + natural);
        }
        yield analyzer().value(value, type);
      }
    };
  }

  private void requireAssignable(TargetSyntax target) {
    switch (target) {
      case TargetSyntax.Variable(String name, int offset) -> {
        if (typing.isArray(name)) {
          throw typing.invalid(
              offset,
              quote(name) + " is an array, and no other value is assigned to it; use another name");
        }
      }
      case TargetSyntax.Element(String array, var indices, int offset) -> {
        Scope.Body.Array found =
            typing
                .array(array)
                .orElseThrow(
                    () ->
                        typing.invalid(
                            offset, quote(array) + " is a number here and has no elements"));
        if (!typing.locals.containsKey(array)) {
          throw typing.invalid(
              offset,
              quote(array)
                  + " is a parameter, which is read only; return the value of the item instead, or"
                  + " store into an array of the function's own: a = zeros(10)");
        }
        if (found.rank() != indices.size()) {
          throw typing.invalid(
              offset,
              String.format(
                  "'%s' has %d %s, not %d",
                  array,
                  found.rank(),
                  found.rank() == 1 ? "dimension" : "dimensions",
                  indices.size()));
        }
      }
    }
  }

  private void unpack(StatementSyntax.Assign assign, Syntax.Call call, List<TypedStatement> into) {
    Expression.Apply apply = analyzer().apply(call);
    int count = apply.callee().results().size();
    if (count != assign.targets().size()) {
      throw typing.invalid(
          call.offset(),
          String.format(
              "'%s' returns %d %s, and there are %d names",
              call.function(), count, count == 1 ? "value" : "values", assign.targets().size()));
    }
    if (assign.targets().stream().allMatch(TargetSyntax.Variable.class::isInstance)) {
      List<String> names = assign.targets().stream().map(TypedBody::name).toList();
      for (int i = 0; i < count; i++) {
        requireDeclared(names.get(i), apply.callee().results().get(i), call.offset());
      }
      into.add(new TypedStatement.Unpack(names, apply, assign.offset()));
      return;
    }
    List<String> hidden = apply.callee().results().stream().map(typing::hidden).toList();
    into.add(new TypedStatement.Unpack(hidden, apply, assign.offset()));
    for (int i = 0; i < count; i++) {
      TargetSyntax target = assign.targets().get(i);
      Syntax read = new Syntax.Name(hidden.get(i), call.offset());
      store(target, value(target, read), assign.offset(), into);
    }
  }

  private void requireDeclared(String name, DataType type, int offset) {
    if (type.promote(typing.type(name)) != typing.type(name)) {
      throw typing.mismatch(
          offset, quote(name) + " is declared " + typing.type(name) + ", and this is " + type);
    }
  }

  private void loop(StatementSyntax.For loop, List<TypedStatement> into) {
    if (typing.isArray(loop.variable())) {
      throw typing.invalid(
          loop.offset(), quote(loop.variable()) + " is an array, and cannot count a loop");
    }
    if (loop.iterable() instanceof Syntax.Name(String array, int at)) {
      over(array, at, loop, into);
      return;
    }
    if (!(loop.iterable() instanceof Syntax.Call call)
        || !call.function().equals("range")
        || typing.isCallerFunction("range")) {
      throw typing.invalid(loop.iterable().offset(), StatementRefusals.ITERABLES);
    }
    if (call.arguments().isEmpty() || call.arguments().size() > 3 || !call.keywords().isEmpty()) {
      throw typing.invalid(
          call.offset(), "'range' takes one to three integers: range(start, stop, step)");
    }
    List<Expression> bounds =
        call.arguments().stream().map(each -> analyzer().rangeBound(each)).toList();
    if (bounds.size() == 3
        && analyzer()
            .integer(call.arguments().get(2))
            .filter(BigInteger.ZERO::equals)
            .isPresent()) {
      throw typing.invalid(call.arguments().get(2).offset(), "the step of a range is not 0");
    }
    Expression start = bounds.size() == 1 ? typing.integer(0, call.offset()) : bounds.getFirst();
    Expression stop = bounds.size() == 1 ? bounds.getFirst() : bounds.get(1);
    Expression step = bounds.size() == 3 ? bounds.get(2) : typing.integer(1, call.offset());
    List<TypedStatement> body = new ArrayList<>();
    String counter = counter(loop, DataType.INT64, body);
    body.addAll(statements(loop.body()));
    into.add(new TypedStatement.ForRange(counter, start, stop, step, body, loop.offset()));
  }

  private void over(String array, int at, StatementSyntax.For loop, List<TypedStatement> into) {
    Scope.Body.Array found =
        typing
            .array(array)
            .orElseThrow(
                () ->
                    typing.invalid(
                        at, quote(array) + " is a number here; write for i in range(n):"));
    if (found.rank() != 1) {
      throw typing.invalid(
          at,
          quote(array)
              + " has "
              + found.rank()
              + " dimensions here; write for i in range("
              + array
              + ".shape[0]): and read "
              + array
              + "[i, j]");
    }
    List<TypedStatement> body = new ArrayList<>();
    String variable = counter(loop, found.storage().computing(), body);
    body.addAll(statements(loop.body()));
    into.add(new TypedStatement.ForEach(variable, array, body, loop.offset()));
  }

  /// The variable of a loop over values of a type; where the name has another one, a hidden
  /// variable that the body begins to assign from.
  private String counter(StatementSyntax.For loop, DataType type, List<TypedStatement> body) {
    DataType own = typing.type(loop.variable());
    if (own == type) {
      return loop.variable();
    }
    if (type.promote(own) != own) {
      throw typing.mismatch(
          loop.offset(),
          quote(loop.variable()) + " is declared " + own + ", and the loop gives " + type);
    }
    String hidden = typing.hidden(type);
    Expression converted = analyzer().value(new Syntax.Name(hidden, loop.offset()), own);
    body.add(
        new TypedStatement.Assign(List.of(loop.variable()), List.of(converted), loop.offset()));
    return hidden;
  }

  private void returned(List<Syntax> values, int offset, List<TypedStatement> into) {
    if (values.size() == 1
        && values.getFirst() instanceof Syntax.Call call
        && typing.isCallerFunction(call.function())) {
      Expression.Apply apply = analyzer().apply(call);
      if (apply.callee().results().size() > 1) {
        List<String> hidden = apply.callee().results().stream().map(typing::hidden).toList();
        into.add(new TypedStatement.Unpack(hidden, apply, offset));
        returned(
            hidden.stream().<Syntax>map(name -> new Syntax.Name(name, call.offset())).toList(),
            offset,
            into);
        return;
      }
    }
    values.forEach(value -> analyzer().value(value));
    int expected = typing.function.returns().map(List::size).orElse(typing.results.size());
    if (values.size() != expected) {
      throw typing.invalid(
          offset,
          String.format(
              "every return of '%s' gives as many values; this gives %d, and another %d",
              typing.function.name(), values.size(), expected));
    }
    List<Expression> converted = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      converted.add(result(values.get(i), i));
    }
    into.add(new TypedStatement.Return(converted, offset));
  }

  private Expression result(Syntax value, int place) {
    Expression natural = analyzer().value(value);
    DataType type = typing.results.get(place);
    if (!analyzer().fits(value, type) && natural.type().promote(type) != type) {
      throw typing.mismatch(
          value.offset(),
          quote(typing.function.name())
              + " is declared to return "
              + type
              + ", and this is "
              + natural.type()
              + "; write "
              + type
              + "(…), or leave the declaration out");
    }
    return analyzer().value(value, type);
  }

  private static String name(TargetSyntax target) {
    return switch (target) {
      case TargetSyntax.Variable(String name, _) -> name;
      case TargetSyntax.Element(String array, _, _) -> array;
    };
  }
}
