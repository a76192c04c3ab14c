package io.parallax.function;

import static io.parallax.language.Source.quote;

import io.parallax.error.ErrorCode;
import io.parallax.language.Source;
import io.parallax.language.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings functions into an order in which each stands after those that it calls, and refuses
/// recursion.
final class CallOrder {
  private final Source source;
  private final Map<String, FunctionSyntax> functions = new LinkedHashMap<>();
  private final Set<String> open = new LinkedHashSet<>();
  private final Map<String, FunctionSyntax> ordered = new LinkedHashMap<>();

  private CallOrder(Source source, List<FunctionSyntax> functions) {
    this.source = source;
    functions.forEach(each -> this.functions.put(each.name(), each));
  }

  static List<FunctionSyntax> of(Source source, List<FunctionSyntax> functions) {
    CallOrder order = new CallOrder(source, functions);
    functions.forEach(order::visit);
    return List.copyOf(order.ordered.values());
  }

  private void visit(FunctionSyntax function) {
    if (ordered.containsKey(function.name())) {
      return;
    }
    open.add(function.name());
    StatementSyntax.map(function.body(), this::visit);
    open.remove(function.name());
    ordered.put(function.name(), function);
  }

  private Syntax visit(Syntax syntax) {
    if (syntax instanceof Syntax.Call(String name, _, _, int offset)) {
      FunctionSyntax called = functions.get(name);
      if (called != null) {
        requireNoCircle(name, offset);
        visit(called);
      }
    }
    syntax.children().forEach(this::visit);
    return syntax;
  }

  private void requireNoCircle(String name, int offset) {
    if (!open.contains(name)) {
      return;
    }
    List<String> circle = new ArrayList<>(open);
    circle.subList(0, circle.indexOf(name)).clear();
    String way =
        circle.size() == 1
            ? quote(name) + " calls itself"
            : quote(name) + " calls itself by way of " + quote(circle.get(1));
    throw source.error(
        ErrorCode.INVALID_ARGUMENT, offset, way + "; there is no recursion, write a loop");
  }
}
