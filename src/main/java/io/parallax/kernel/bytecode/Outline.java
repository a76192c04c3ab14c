package io.parallax.kernel.bytecode;

import io.parallax.program.Routine;
import io.parallax.program.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// Which statements of a routine are written as methods of their own, so that each method is small
/// enough to be compiled. Lists of statements are told apart by identity.
final class Outline {
  private final int most;
  private final IdentityHashMap<List<Statement>, List<Piece>> pieces = new IdentityHashMap<>();
  private final List<Part> parts = new ArrayList<>();

  /// A piece of a list of statements.
  sealed interface Piece {
    /// A statement that is written where it stands.
    record Inline(Statement statement) implements Piece {}
  }

  /// Statements that are written as a method.
  ///
  /// @param number of the part in the routine
  record Part(int number, List<Statement> statements, Mentioned mentioned) implements Piece {
    String name() {
      return "part" + number;
    }
  }

  private Outline(int most) {
    this.most = most;
  }

  /// The outline of a routine.
  ///
  /// @param most bytes of a method, as [CodeSize] guesses them
  static Outline of(Routine routine, int most) {
    Outline outline = new Outline(most);
    outline.size(routine.body());
    return outline;
  }

  List<Piece> pieces(List<Statement> statements) {
    return pieces.getOrDefault(statements, List.of());
  }

  /// All parts; those within a part come before it.
  List<Part> parts() {
    return parts;
  }

  /// Cuts a list, and the lists within it before.
  ///
  /// @return the size of what is left of it
  private int size(List<Statement> statements) {
    int[] sizes = statements.stream().mapToInt(this::size).toArray();
    long all = IntStream.of(sizes).asLongStream().sum();
    List<Piece> cut = new ArrayList<>();
    int left = 0;
    for (int from = 0; from < sizes.length; ) {
      int to = from + 1;
      int size = sizes[from];
      while (all > most && to < sizes.length && size + sizes[to] <= most) {
        size += sizes[to++];
      }
      List<Statement> group = statements.subList(from, to);
      Mentioned mentioned = Mentioned.by(group);
      int call = CodeSize.ofCall(mentioned);
      if (all > most && call < size / 2) {
        Part part = new Part(parts.size(), List.copyOf(group), mentioned);
        parts.add(part);
        pieces.put(part.statements(), inline(part.statements()));
        cut.add(part);
        left += call;
      } else {
        cut.addAll(inline(group));
        left += size;
      }
      from = to;
    }
    pieces.put(statements, cut);
    return left;
  }

  private static List<Piece> inline(List<Statement> statements) {
    return statements.stream().<Piece>map(Piece.Inline::new).toList();
  }

  private int size(Statement statement) {
    return CodeSize.alone(statement)
        + switch (statement) {
          case Statement.Branch(_, var then, var otherwise) -> size(then) + size(otherwise);
          case Statement.While loop -> size(loop.test()) + size(loop.body());
          case Statement.Counted loop -> size(loop.body());
          case Statement.Scope(_, var body) -> size(body);
          case Statement.Compute _,
              Statement.Fetch _,
              Statement.Put _,
              Statement.Clear _,
              Statement.Measure _,
              Statement.CountTrips _,
              Statement.Leave _,
              Statement.Raise _ ->
              0;
        };
  }
}
