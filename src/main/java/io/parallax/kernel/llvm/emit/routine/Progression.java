package io.parallax.kernel.llvm.emit.routine;

/// An int64 of every lane that needs no vector: each lane has as much more than the lane before.
///
/// @param first the value of the first lane, an `i64`
/// @param last the value of the last lane; between the first and the last nothing wraps
/// @param stride what a lane has more than the one before, an `i64`
/// @param most the stride's greatest magnitude; 0 where all lanes have the same value
record Progression(String first, String last, String stride, long most) {
  static Progression same(String value) {
    return new Progression(value, value, "0", 0);
  }

  boolean isSame() {
    return most == 0;
  }
}
