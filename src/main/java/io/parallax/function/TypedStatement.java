package io.parallax.function;

import io.parallax.language.Expression;
import java.util.List;
import java.util.stream.Stream;

/// A statement of a [TypedFunction]. Expressions have the types that their use needs: conditions
/// are bool, what is assigned has the variable's type, indices and bounds are int64.
///
/// `offset` is the position of the statement in the text of all functions.
public sealed interface TypedStatement {
  int offset();

  /// The expressions of the statement itself, in the order in which they are computed.
  default List<Expression> expressions() {
    return switch (this) {
      case Assign assign -> assign.values();
      case Unpack unpack -> List.of(unpack.call());
      case SetElement set -> Stream.concat(Stream.of(set.value()), set.indices().stream()).toList();
      case If choice -> List.of(choice.condition());
      case While loop -> List.of(loop.condition());
      case ForRange loop -> List.of(loop.start(), loop.stop(), loop.step());
      case Return returned -> returned.values();
      case Clear _, ForEach _, Break _, Continue _ -> List.of();
    };
  }

  /// The blocks of the statement, in the order of the text.
  default List<List<TypedStatement>> blocks() {
    return switch (this) {
      case If choice -> List.of(choice.then(), choice.otherwise());
      case While loop -> List.of(loop.body());
      case ForRange loop -> List.of(loop.body());
      case ForEach loop -> List.of(loop.body());
      case Assign _, Unpack _, SetElement _, Clear _, Break _, Continue _, Return _ -> List.of();
    };
  }

  /// `a, b = x, y`: all values are computed, in order, then all are assigned. One variable and one
  /// value in the simple case.
  record Assign(List<String> variables, List<Expression> values, int offset)
      implements TypedStatement {
    public Assign {
      variables = List.copyOf(variables);
      values = List.copyOf(values);
    }
  }

  /// `a, b = f(x)`: a call whose values go to as many variables.
  ///
  /// @param call with result 0; each variable has the type of the result of its place, or a wider
  ///   one to which the value is converted
  record Unpack(List<String> variables, Expression.Apply call, int offset)
      implements TypedStatement {
    public Unpack {
      variables = List.copyOf(variables);
    }
  }

  /// `a[i] = x` of a local array. The value is computed before the indices are.
  record SetElement(String array, List<Expression> indices, Expression value, int offset)
      implements TypedStatement {
    public SetElement {
      indices = List.copyOf(indices);
    }
  }

  /// `a = zeros(n)`: the local array with all elements 0.
  record Clear(String array, int offset) implements TypedStatement {}

  record If(
      Expression condition, List<TypedStatement> then, List<TypedStatement> otherwise, int offset)
      implements TypedStatement {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }
  }

  record While(Expression condition, List<TypedStatement> body, int offset)
      implements TypedStatement {
    public While {
      body = List.copyOf(body);
    }
  }

  /// `for v in range(start, stop, step)`: the bounds are computed once, in this order. The body may
  /// assign to the variable, which does not move the loop. After the loop the variable has the last
  /// value; it keeps its own if there is no trip.
  record ForRange(
      String variable,
      Expression start,
      Expression stop,
      Expression step,
      List<TypedStatement> body,
      int offset)
      implements TypedStatement {
    public ForRange {
      body = List.copyOf(body);
    }
  }

  /// `for v in a`: the elements of an array of one dimension, in order.
  record ForEach(String variable, String array, List<TypedStatement> body, int offset)
      implements TypedStatement {
    public ForEach {
      body = List.copyOf(body);
    }
  }

  record Break(int offset) implements TypedStatement {}

  record Continue(int offset) implements TypedStatement {}

  record Return(List<Expression> values, int offset) implements TypedStatement {
    public Return {
      values = List.copyOf(values);
    }
  }
}
