package io.parallax.compute;

import io.parallax.array.Input;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.language.Names;
import io.parallax.program.Invocation;
import io.parallax.program.Loop;
import io.parallax.program.OrderStatistic;
import io.parallax.program.Program;
import io.parallax.program.Slot;
import io.parallax.program.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules for the size and the names of a request; its language is checked elsewhere. A request
/// beyond a limit fails with TOO_LARGE, any other violation with INVALID_ARGUMENT. The failure has
/// a JSON pointer where one exists.
final class RequestRules {
  private final ComputeProperties limits;

  RequestRules(ComputeProperties limits) {
    this.limits = limits;
  }

  /// Checks names and numbers, before any text is read.
  void check(ComputeRequest request) {
    checkInputs(request.inputs());
    checkLet(request);
    switch (request) {
      case ComputeRequest.Evaluate evaluate -> checkExpressions(evaluate);
      case ComputeRequest.Filter filter -> checkSelect(filter);
      case ComputeRequest.Reduce reduce -> {
        requireSome(reduce.reductions(), "/reductions", "name at least one reduction");
        checkNames(reduce.reductions(), "/reductions");
      }
      case ComputeRequest.Mapping mapping -> {
        if (mapping.functions().equals(ComputeRequest.NO_FUNCTIONS)) {
          throw invalid("define at least one function", "/functions");
        }
      }
    }
  }

  /// Checks the size of every array and loop, before anything is allocated.
  void check(Program program) {
    for (Slot slot : program.slots()) {
      requireElements("'" + slot.name() + "'", slot.shape().elementCount());
    }
    for (Step step : program.steps()) {
      requireElements("an expression over the arrays broadcast together", positions(step));
    }
  }

  private static void requireText(ComputeRequest.Evaluate evaluate) {
    if (evaluate.expression() == null && evaluate.expressions().isEmpty()) {
      throw new ComputeException(
          ErrorCode.INVALID_ARGUMENT,
          "the field \"expression\" is missing (or name several in \"expressions\")");
    }
  }

  /// Checks the options for functions, of which analyses that are kept say nothing.
  void checkOptions(ComputeRequest request) {
    Options options = request.options();
    if (options.maximumIterations() < 1 || options.maximumIterations() > Options.MAX_ITERATIONS) {
      throw invalid(
          "maxIterations is from 1 to %d, not %d"
              .formatted(Options.MAX_ITERATIONS, options.maximumIterations()),
          "/options/maxIterations");
    }
    if (options.collectsFailures() && !(request instanceof ComputeRequest.Mapping)) {
      throw invalid(
          "failures are collected by /v1/map alone; an expression has no item that failed",
          "/options/onError");
    }
  }

  private void checkExpressions(ComputeRequest.Evaluate evaluate) {
    requireText(evaluate);
    checkNames(evaluate.expressions(), "/expressions");
    if (evaluate.expression() != null
        && evaluate.expressions().containsKey(ComputeRequest.Evaluate.RESULT)) {
      throw invalid(
          "\"" + ComputeRequest.Evaluate.RESULT + "\" is the name of the result of expression",
          Pointers.member("/expressions", ComputeRequest.Evaluate.RESULT));
    }
  }

  /// A definition has a name that no input and no other definition has.
  private void checkLet(ComputeRequest request) {
    checkNames(request.let(), "/let");
    Map<String, String> defined = new HashMap<>();
    request
        .let()
        .keySet()
        .forEach(
            name -> {
              String pointer = Pointers.member("/let", name);
              requireNew("definitions", defined.put(Names.canonical(name), name), name, pointer);
            });
    request
        .inputs()
        .keySet()
        .forEach(
            name -> {
              String definition = defined.get(Names.canonical(name));
              if (definition != null) {
                throw invalid(
                    "'%s' is an input, too: give the definition another name".formatted(definition),
                    Pointers.member("/let", definition));
              }
            });
  }

  private void checkInputs(Map<String, Input> inputs) {
    if (inputs.size() > limits.inputs()) {
      throw tooLarge("there are more than " + limits.inputs() + " inputs", "/inputs");
    }
    Map<String, String> sent = new HashMap<>();
    inputs.forEach(
        (name, input) -> {
          String pointer = Pointers.member("/inputs", name);
          checkName(name, pointer);
          requireNew("inputs", sent.put(Names.canonical(name), name), name, pointer);
          try {
            requireElements("'" + name + "'", input.arrayType().shape().elementCount());
          } catch (ComputeException failure) {
            throw failure.atPointer(pointer);
          }
        });
  }

  /// Refuses two texts that are the same name. The texts look alike, so their characters are told.
  private static void requireNew(
      String what, @Nullable String before, String name, String pointer) {
    if (before != null) {
      throw invalid(
          "two %s have the same name, since names compare in Unicode's form NFC: '%s' (%s) and '%s' (%s)"
              .formatted(what, before, codePoints(before), name, codePoints(name)),
          pointer);
    }
  }

  private static String codePoints(String name) {
    return name.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
  }

  private void checkSelect(ComputeRequest.Filter filter) {
    boolean values = filter.returned() == ComputeRequest.Returned.VALUES;
    if (!values && !filter.select().isEmpty()) {
      throw invalid(
          "select is for values, and this filter returns " + filter.returned().label(), "/select");
    }
    checkNames(filter.select(), "/select");
  }

  private void checkNames(Map<String, String> texts, String pointer) {
    if (texts.size() > limits.expressions()) {
      throw tooLarge("there are more than " + limits.expressions() + " expressions", pointer);
    }
    texts.keySet().forEach(name -> checkName(name, Pointers.member(pointer, name)));
  }

  private void checkName(String name, String pointer) {
    if (name.length() > limits.nameLength()) {
      throw tooLarge("a name is longer than " + limits.nameLength() + " characters", pointer);
    }
  }

  private void requireElements(String owner, long count) {
    if (count > limits.elements()) {
      throw new ComputeException(
          ErrorCode.TOO_LARGE,
          "%s would have %d elements, more than the limit of %d"
              .formatted(owner, count, limits.elements()));
    }
  }

  /// The positions of the step's loop; [Long#MAX_VALUE] when they exceed a `long`.
  private static long positions(Step step) {
    try {
      return switch (step) {
        case Loop loop -> loop.elementCount();
        case OrderStatistic order -> Math.multiplyExact(order.rows(), order.rowLength());
        case Invocation invocation -> invocation.itemCount();
      };
    } catch (ArithmeticException beyondLong) {
      return Long.MAX_VALUE;
    }
  }

  private static void requireSome(Map<String, String> texts, String pointer, String advice) {
    if (texts.isEmpty()) {
      throw invalid(advice, pointer);
    }
  }

  private static ComputeException invalid(String detail, String pointer) {
    return new ComputeException(ErrorCode.INVALID_ARGUMENT, detail).atPointer(pointer);
  }

  private static ComputeException tooLarge(String detail, String pointer) {
    return new ComputeException(ErrorCode.TOO_LARGE, detail).atPointer(pointer);
  }
}
