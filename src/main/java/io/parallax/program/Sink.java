package io.parallax.program;

import java.util.List;
import java.util.stream.Stream;

/// The use a [Loop] makes of a computed value.
public sealed interface Sink {
  int NO_MASK = -1;

  /// The operations it takes values from, masks included.
  default List<Integer> values() {
    return switch (this) {
      case Store store -> List.of(store.value());
      case Reduce reduce ->
          reduce.mask() == NO_MASK
              ? List.of(reduce.value())
              : List.of(reduce.value(), reduce.mask());
      case Compact compact ->
          Stream.concat(Stream.of(compact.mask()), compact.columns().stream().map(Column::value))
              .toList();
    };
  }

  /// Writes the value at every position to the slot (of the same type, elements = the loop's
  /// space).
  record Store(int value, int slot) implements Sink {}

  /// Reduces each row to one element of the slot (elements = [Loop#outer]). The accumulated type is
  /// the value's; the finished value is converted to the slot's type, which may be narrower.
  ///
  /// @param mask a bool operation that says which elements take part, or [#NO_MASK]
  /// @param origin index into [Program#origins], for errors
  record Reduce(Reduction reduction, int value, int mask, int slot, int origin) implements Sink {}

  /// Writes the values at the positions where the mask is true, in order, to counted slots, and
  /// their number to `countSlot`. Only in loops of a single row.
  record Compact(int mask, List<Column> columns, int countSlot) implements Sink {
    public Compact {
      columns = List.copyOf(columns);
    }
  }

  /// One compacted value.
  record Column(int value, int slot) {}
}
