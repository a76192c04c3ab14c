package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.error.NearestName;
import io.parallax.language.NamedConstant;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Proves of a function that every name it reads is assigned before, on every path, and that every
/// path ends with a return. Statements that no path reaches are left out.
///
/// A loop whose condition is the literal `True`, or a number that is not 0, ends by `break` alone,
/// and one over a `range` of literals that is not empty makes a trip.
final class Flow {
  private final Source source;
  private final FunctionSyntax function;
  private final Set<String> locals;
  private final Set<String> constants;
  private final Set<String> functions;
  private @Nullable LoopExits loop;

  private Flow(
      Source source, FunctionSyntax function, Set<String> constants, Set<String> functions) {
    this.source = source;
    this.function = function;
    this.locals = LocalNames.in(function);
    this.constants = constants;
    this.functions = functions;
  }

  /// The names that are assigned where a loop is left, by `break` and by `continue`.
  private record LoopExits(List<Set<String>> breaks, List<Set<String>> continues) {
    LoopExits() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /// The function without statements that are never reached.
  ///
  /// @param constants the names of the text's constants
  /// @param functions the names of the text's functions
  static FunctionSyntax check(
      Source source, FunctionSyntax function, Set<String> constants, Set<String> functions) {
    Flow flow = new Flow(source, function, constants, functions);
    Set<String> assigned =
        function.parameters().stream().map(ParameterSyntax::name).collect(Collectors.toSet());
    List<StatementSyntax> reached = new ArrayList<>();
    Set<String> after = flow.block(function.body(), assigned, reached);
    if (after != null) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          function.offset(),
          quote(function.name())
              + " can end without a value; end every path with return, for example at the end of"
              + " the function");
    }
    return new FunctionSyntax(
        function.name(), function.parameters(), function.returns(), reached, function.offset());
  }

  /// The names that are assigned after the block; null if its end is never reached.
  private @Nullable Set<String> block(
      List<StatementSyntax> body, Set<String> before, List<StatementSyntax> reached) {
    Set<String> assigned = before;
    for (StatementSyntax statement : body) {
      if (assigned == null) {
        break;
      }
      assigned = statement(statement, assigned, reached);
    }
    return assigned;
  }

  private @Nullable Set<String> statement(
      StatementSyntax statement, Set<String> before, List<StatementSyntax> reached) {
    return switch (statement) {
      case StatementSyntax.Assign assign -> {
        reached.add(assign);
        yield assigned(assign, before);
      }
      case StatementSyntax.Declare declare -> {
        reached.add(declare);
        yield before;
      }
      case StatementSyntax.If(Syntax condition, var then, var otherwise, int offset) -> {
        read(condition, before);
        List<StatementSyntax> first = new ArrayList<>();
        List<StatementSyntax> second = new ArrayList<>();
        Set<String> afterThen = block(then, before, first);
        Set<String> afterElse = block(otherwise, before, second);
        reached.add(new StatementSyntax.If(condition, first, second, offset));
        yield both(afterThen, afterElse);
      }
      case StatementSyntax.While(Syntax condition, var body, int offset) -> {
        read(condition, before);
        List<StatementSyntax> inner = new ArrayList<>();
        boolean endless = isTrue(condition);
        Set<String> after = loop(body, before, inner, endless, false);
        reached.add(new StatementSyntax.While(condition, inner, offset));
        yield after;
      }
      case StatementSyntax.For(String variable, Syntax iterable, var body, int offset) -> {
        iterable(iterable, before);
        List<StatementSyntax> inner = new ArrayList<>();
        Set<String> after = loop(body, with(before, variable), inner, false, makesTrip(iterable));
        reached.add(new StatementSyntax.For(variable, iterable, inner, offset));
        yield makesTrip(iterable) ? after : before;
      }
      case StatementSyntax.Break _ -> {
        reached.add(statement);
        exits().breaks().add(before);
        yield null;
      }
      case StatementSyntax.Continue _ -> {
        reached.add(statement);
        exits().continues().add(before);
        yield null;
      }
      case StatementSyntax.Return(var values, _) -> {
        reached.add(statement);
        values.forEach(value -> read(value, before));
        yield null;
      }
    };
  }

  private LoopExits exits() {
    LoopExits exits = loop;
    if (exits == null) {
      throw new IllegalStateException("break outside of a loop");
    }
    return exits;
  }

  /// @param endless whether the loop ends by `break` alone
  /// @param trip whether the loop makes a trip at least
  private @Nullable Set<String> loop(
      List<StatementSyntax> body,
      Set<String> before,
      List<StatementSyntax> inner,
      boolean endless,
      boolean trip) {
    LoopExits outer = loop;
    LoopExits exits = new LoopExits();
    loop = exits;
    Set<String> end = block(body, before, inner);
    loop = outer;
    Set<String> after = endless ? null : trip ? end : before;
    if (trip) {
      for (Set<String> each : exits.continues()) {
        after = both(after, each);
      }
    }
    for (Set<String> each : exits.breaks()) {
      after = both(after, each);
    }
    return after;
  }

  private static @Nullable Set<String> both(
      @Nullable Set<String> left, @Nullable Set<String> right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    Set<String> both = new LinkedHashSet<>(left);
    both.retainAll(right);
    return both;
  }

  private static Set<String> with(Set<String> names, String name) {
    Set<String> more = new LinkedHashSet<>(names);
    more.add(name);
    return more;
  }

  private Set<String> assigned(StatementSyntax.Assign assign, Set<String> before) {
    boolean several = assign.targets().size() > 1 && assign.values().size() == 1;
    assign.values().forEach(value -> readValue(value, several, before));
    Set<String> after = before;
    for (TargetSyntax target : assign.targets()) {
      switch (target) {
        case TargetSyntax.Variable(String name, _) -> after = with(after, name);
        case TargetSyntax.Element(String array, var indices, int offset) -> {
          Set<String> now = after;
          read(new Syntax.Name(array, offset), now);
          indices.forEach(index -> read(index, now));
        }
      }
    }
    return after;
  }

  /// A value that may make an array, in which types are named.
  private void readValue(Syntax value, boolean several, Set<String> assigned) {
    if (several
        && value instanceof Syntax.Call(String name, var arguments, _, _)
        && name.equals("divmod")) {
      arguments.forEach(each -> read(each, assigned));
      return;
    }
    if (value instanceof Syntax.Call call && isZeros(call)) {
      if (!call.arguments().isEmpty()) {
        read(call.arguments().getFirst(), assigned);
      }
      call.keywords().stream()
          .filter(each -> each.name().equals("shape"))
          .forEach(each -> read(each.value(), assigned));
      return;
    }
    read(value, assigned);
  }

  private boolean isZeros(Syntax.Call call) {
    return LocalArrays.isZeros(call) && !functions.contains(call.function());
  }

  private void iterable(Syntax iterable, Set<String> assigned) {
    if (iterable instanceof Syntax.Call(String name, var arguments, _, _) && name.equals("range")) {
      arguments.forEach(each -> read(each, assigned));
    } else {
      read(iterable, assigned);
    }
  }

  private void read(Syntax syntax, Set<String> assigned) {
    if (syntax instanceof Syntax.Name(String name, int offset)) {
      readName(name, offset, assigned);
      return;
    }
    if (syntax instanceof Syntax.Call call) {
      requireValue(call.function(), call.offset());
      call.children().stream().filter(each -> !isNone(each)).forEach(each -> read(each, assigned));
      return;
    }
    syntax.children().forEach(each -> read(each, assigned));
  }

  /// Whether it is the value that stands for a bound that is not there: `clip(x, None, 1)`.
  private static boolean isNone(Syntax argument) {
    return argument instanceof Syntax.Name(String name, _) && name.equals("None");
  }

  /// Refuses functions that have no value within an expression.
  private void requireValue(String called, int offset) {
    if (functions.contains(called)) {
      return;
    }
    String advice =
        switch (called) {
          case "range" -> "a range stands in a loop only: for i in range(n):";
          case "zeros", "empty" -> "an array is made by a statement of its own: a = zeros(10)";
          case "divmod" -> "'divmod' gives two values: q, r = divmod(a, b)";
          default -> "";
        };
    if (!advice.isEmpty()) {
      throw source.error(ErrorCode.INVALID_ARGUMENT, offset, advice);
    }
  }

  private void readName(String name, int offset, Set<String> assigned) {
    if (locals.contains(name)) {
      if (!assigned.contains(name)) {
        throw source.error(
            ErrorCode.INVALID_ARGUMENT,
            offset,
            quote(name)
                + " may have no value here; assign it before, on every path (a loop may make no"
                + " trip)");
      }
    } else if (functions.contains(name)) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT,
          offset,
          quote(name) + " is a function and no value; call it: " + name + "(…)");
    } else if (name.equals("None")) {
      throw source.error(
          ErrorCode.INVALID_ARGUMENT, offset, "there is no None; write nan for what has no value");
    } else if (!constants.contains(name) && NamedConstant.ofLabel(name).isEmpty()) {
      throw unknown(name, offset);
    }
  }

  private ComputeException unknown(String name, int offset) {
    Optional<String> nearest =
        NearestName.of(name, Stream.concat(locals.stream(), constants.stream()).toList());
    return source.error(
        ErrorCode.UNKNOWN_NAME,
        offset,
        quote(name)
            + " is unknown in "
            + quote(function.name())
            + nearest
                .map(meant -> ", perhaps " + quote(meant) + " is meant")
                .orElse("; it is no parameter, and nothing assigns it"));
  }

  private static boolean isTrue(Syntax condition) {
    return switch (condition) {
      case Syntax.BooleanLiteral(boolean value, _) -> value;
      case Syntax.IntegerLiteral(BigInteger value, _) -> value.signum() != 0;
      case Syntax.FloatLiteral _,
          Syntax.Name _,
          Syntax.Unary _,
          Syntax.Binary _,
          Syntax.Comparison _,
          Syntax.Logical _,
          Syntax.Tuple _,
          Syntax.Call _,
          Syntax.Conditional _,
          Syntax.Subscript _,
          Syntax.Attribute _ ->
          false;
    };
  }

  private static boolean makesTrip(Syntax iterable) {
    if (!(iterable instanceof Syntax.Call(String name, var arguments, _, _))
        || !name.equals("range")
        || !arguments.stream().allMatch(Syntax.IntegerLiteral.class::isInstance)) {
      return false;
    }
    List<BigInteger> bounds =
        arguments.stream().map(each -> ((Syntax.IntegerLiteral) each).value()).toList();
    return switch (bounds.size()) {
      case 1 -> bounds.getFirst().signum() > 0;
      case 2, 3 -> bounds.get(0).compareTo(bounds.get(1)) < 0;
      default -> false;
    };
  }
}
