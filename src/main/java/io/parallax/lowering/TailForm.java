package io.parallax.lowering;

import io.parallax.function.TypedStatement;
import io.parallax.language.Expression;
import java.util.ArrayList;
import java.util.List;

/// Statements in a form that leaves nothing early where it can do without.
///
/// Of `if c: return a` and what follows, what follows becomes the `else`, so that both arms are the
/// last thing that the function does, and `return` only writes the results. `continue` becomes the
/// end of a loop's body in the same way.
final class TailForm {
  private TailForm() {}

  /// The statements of a function, or of a loop's body.
  static List<TypedStatement> of(List<TypedStatement> statements) {
    return of(statements, true);
  }

  /// Whether a `return` is anywhere but at the end of statements in this form.
  static boolean returnsEarly(List<TypedStatement> statements) {
    return returnsEarly(statements, true);
  }

  /// Whether statements end with one that leaves the list: nothing that follows them is reached.
  static boolean leaves(List<TypedStatement> statements) {
    return !statements.isEmpty() && leaves(statements.getLast());
  }

  /// @param tail whether nothing follows the statements
  private static List<TypedStatement> of(List<TypedStatement> statements, boolean tail) {
    List<TypedStatement> form = new ArrayList<>();
    for (int at = 0; at < statements.size(); at++) {
      List<TypedStatement> rest = statements.subList(at + 1, statements.size());
      switch (statements.get(at)) {
        case TypedStatement.If branch
            when tail
                && !rest.isEmpty()
                && (leaves(branch.then()) || leaves(branch.otherwise())) -> {
          form.add(
              new TypedStatement.If(
                  branch.condition(),
                  of(continued(branch.then(), rest), true),
                  of(continued(branch.otherwise(), rest), true),
                  branch.offset()));
          return form;
        }
        case TypedStatement.If branch -> {
          boolean last = tail && rest.isEmpty();
          form.add(
              new TypedStatement.If(
                  branch.condition(),
                  of(branch.then(), last),
                  of(branch.otherwise(), last),
                  branch.offset()));
        }
        case TypedStatement.While loop ->
            form.add(
                new TypedStatement.While(loop.condition(), of(loop.body(), true), loop.offset()));
        case TypedStatement.ForRange loop ->
            form.add(
                new TypedStatement.ForRange(
                    loop.variable(),
                    loop.start(),
                    loop.stop(),
                    loop.step(),
                    of(loop.body(), true),
                    loop.offset()));
        case TypedStatement.ForEach loop ->
            form.add(
                new TypedStatement.ForEach(
                    loop.variable(), loop.array(), of(loop.body(), true), loop.offset()));
        case TypedStatement.Return result -> {
          form.add(result);
          return form;
        }
        case TypedStatement.Break leave -> {
          form.add(leave);
          return form;
        }
        case TypedStatement.Continue leave -> {
          form.add(leave);
          return form;
        }
        case TypedStatement.Assign assign -> form.add(assign);
        case TypedStatement.Unpack unpack -> form.add(unpack);
        case TypedStatement.SetElement set -> form.add(set);
        case TypedStatement.Clear clear -> form.add(clear);
      }
    }
    return form;
  }

  private static List<TypedStatement> continued(
      List<TypedStatement> arm, List<TypedStatement> rest) {
    if (leaves(arm)) {
      return arm;
    }
    List<TypedStatement> all = new ArrayList<>(arm);
    all.addAll(rest);
    return all;
  }

  private static boolean leaves(TypedStatement statement) {
    return switch (statement) {
      case TypedStatement.Return _, TypedStatement.Break _, TypedStatement.Continue _ -> true;
      case TypedStatement.If branch -> leaves(branch.then()) && leaves(branch.otherwise());
      case TypedStatement.While loop ->
          loop.condition() instanceof Expression.Literal(var value, _)
              && value.asBoolean()
              && !breaks(loop.body());
      case TypedStatement.ForRange _,
          TypedStatement.ForEach _,
          TypedStatement.Assign _,
          TypedStatement.Unpack _,
          TypedStatement.SetElement _,
          TypedStatement.Clear _ ->
          false;
    };
  }

  /// Whether statements of a loop's body end this loop.
  private static boolean breaks(List<TypedStatement> statements) {
    return statements.stream()
        .anyMatch(
            statement ->
                switch (statement) {
                  case TypedStatement.Break _ -> true;
                  case TypedStatement.If branch ->
                      breaks(branch.then()) || breaks(branch.otherwise());
                  case TypedStatement.Return _,
                      TypedStatement.Continue _,
                      TypedStatement.While _,
                      TypedStatement.ForRange _,
                      TypedStatement.ForEach _,
                      TypedStatement.Assign _,
                      TypedStatement.Unpack _,
                      TypedStatement.SetElement _,
                      TypedStatement.Clear _ ->
                      false;
                });
  }

  private static boolean returnsEarly(List<TypedStatement> statements, boolean tail) {
    for (int at = 0; at < statements.size(); at++) {
      boolean last = tail && at == statements.size() - 1;
      boolean early =
          switch (statements.get(at)) {
            case TypedStatement.Return _ -> !last;
            case TypedStatement.If branch ->
                returnsEarly(branch.then(), last) || returnsEarly(branch.otherwise(), last);
            case TypedStatement.While loop -> returnsEarly(loop.body(), false);
            case TypedStatement.ForRange loop -> returnsEarly(loop.body(), false);
            case TypedStatement.ForEach loop -> returnsEarly(loop.body(), false);
            case TypedStatement.Break _,
                TypedStatement.Continue _,
                TypedStatement.Assign _,
                TypedStatement.Unpack _,
                TypedStatement.SetElement _,
                TypedStatement.Clear _ ->
                false;
          };
      if (early) {
        return true;
      }
    }
    return false;
  }
}
