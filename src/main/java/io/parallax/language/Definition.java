package io.parallax.language;

import java.util.ArrayList;
import java.util.List;

/// A named expression that other expressions of the same request use. Every use shares this object,
/// so that what is done with it is done once however often it is used. Equal only to itself.
public final class Definition {
  private final String name;
  private final String source;
  private final String pointer;
  private final Expression value;
  private final int height;
  private final int size;

  /// @param source the text that `value` was read from
  /// @param pointer the JSON pointer to the text in the request
  Definition(String name, String source, String pointer, Expression value) {
    this.name = name;
    this.source = source;
    this.pointer = pointer;
    this.value = value;
    this.height = height(value);
    this.size = size(value);
  }

  public String name() {
    return name;
  }

  public String source() {
    return source;
  }

  public String pointer() {
    return pointer;
  }

  public Expression value() {
    return value;
  }

  /// The number of its own nodes; a use of another definition is one node.
  public int size() {
    return size;
  }

  /// The operations one after another on the longest way down, with those of the definitions used.
  /// Conversions do not count, as they are not written.
  static int height(Expression expression) {
    int below =
        switch (expression) {
          case Expression.Use(Definition definition, _) -> definition.height;
          case Expression.Literal _,
              Expression.Input _,
              Expression.Cast _,
              Expression.Unary _,
              Expression.Binary _,
              Expression.Comparison _,
              Expression.Call _,
              Expression.Element _,
              Expression.Extent _,
              Expression.Apply _,
              Expression.Reduce _ ->
              expression.operands().stream().mapToInt(Definition::height).max().orElse(0);
        };
    return expression instanceof Expression.Cast ? below : below + 1;
  }

  private static int size(Expression value) {
    List<Expression> open = new ArrayList<>(List.of(value));
    int size = 0;
    while (!open.isEmpty()) {
      Expression next = open.removeLast();
      size++;
      if (!(next instanceof Expression.Use)) {
        open.addAll(next.operands());
      }
    }
    return size;
  }
}
