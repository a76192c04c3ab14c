package io.parallax.language;

import static io.parallax.language.Source.quote;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The arguments of a call matched to the function's parameters.
///
/// @param operands in the order of [Function#operands], all of them
/// @param options the given ones, by name
record Arguments(List<Syntax> operands, Map<String, Syntax.Keyword> options) {
  Arguments {
    operands = List.copyOf(operands);
    options = Map.copyOf(options);
  }

  static Arguments match(Source source, Function function, Syntax.Call call) {
    return new Matching(source, function, call).match();
  }

  private record Matching(Source source, Function function, Syntax.Call call) {
    Arguments match() {
      if (call.arguments().size() > function.operands().size()) {
        throw refuse(call.offset(), tooMany());
      }
      Map<String, Syntax.Keyword> named = named();
      List<Syntax> operands = new ArrayList<>(call.arguments());
      for (Parameter parameter : missingByPosition()) {
        Syntax.Keyword keyword = named.remove(parameter.name());
        if (keyword == null && parameter.isOptional()) {
          operands.add(Parser.parse(parameter.defaultText().orElseThrow()));
          continue;
        }
        if (keyword == null) {
          throw refuse(
              call.offset(),
              quote(function.label()) + " lacks " + quote(parameter.name()) + signature());
        }
        operands.add(keyword.value());
      }
      return new Arguments(operands, named);
    }

    private List<Parameter> missingByPosition() {
      List<Parameter> operands = function.operands();
      return operands.subList(call.arguments().size(), operands.size());
    }

    private Map<String, Syntax.Keyword> named() {
      List<Parameter> positional = function.operands().subList(0, call.arguments().size());
      Map<String, Syntax.Keyword> named = new HashMap<>();
      for (Syntax.Keyword keyword : call.keywords()) {
        if (positional.stream().anyMatch(parameter -> parameter.name().equals(keyword.name()))) {
          throw refuse(keyword.offset(), quote(keyword.name()) + " is given twice" + signature());
        }
        if (function.parameters().stream().noneMatch(p -> p.name().equals(keyword.name()))) {
          throw refuse(
              keyword.offset(),
              quote(function.label())
                  + " has no "
                  + quote(keyword.name())
                  + onKeyword(keyword.name())
                  + signature());
        }
        named.put(keyword.name(), keyword);
      }
      return named;
    }

    private static String onKeyword(String name) {
      return switch (name) {
        case "dim", "axes", "dimension" -> ", write axis=0";
        case "keepdim", "keep_dims" -> ", write keepdims=True";
        case "correction", "unbiased" -> ", write ddof=1";
        case "skipna", "nan_policy", "ignore_nan" -> ", write nanmean(x) and so on";
        case "dtype" -> ", write a cast such as float32(x)";
        case "where" -> ", send where in the body of /v1/reduce";
        default -> "";
      };
    }

    private String tooMany() {
      String advice =
          switch (function) {
            case ReductionFunction.MIN -> "; for the smaller of two write minimum(a, b)";
            case ReductionFunction.MAX -> "; for the larger of two write maximum(a, b)";
            case MathFunction.LOG -> "; for another base write log(x) / log(base)";
            case MathFunction.POW -> "; for a modulus write x ** y % z";
            case ReductionFunction _ ->
                "; options are written with their names, for example axis=0";
            case ElementwiseFunction _ -> "";
          };
      return String.format(
          "'%s' takes %d %s, not %d%s%s",
          function.label(),
          function.operands().size(),
          function.operands().size() == 1 ? "argument" : "arguments",
          call.arguments().size(),
          signature(),
          advice);
    }

    private String signature() {
      return ": " + function.signature();
    }

    private ComputeException refuse(int offset, String detail) {
      return source.error(ErrorCode.INVALID_ARGUMENT, offset, detail);
    }
  }
}
