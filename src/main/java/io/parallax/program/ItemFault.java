package io.parallax.program;

import java.util.List;
import java.util.Optional;

/// How an item of an [Invocation] failed.
///
/// @param origin the place, a number of [Routine#origins]
public record ItemFault(Fault fault, int origin) {
  /// The code of an item that succeeded.
  public static final long NONE = 0;

  private static final int FAULT_BITS = 8;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /// The fault as a number, never [#NONE]: engines and processes hand it on.
  public long code() {
    return code(fault, origin);
  }

  /// The [#code()] of a fault at a place.
  public static long code(Fault fault, int origin) {
    return (long) origin << FAULT_BITS | (FAULTS.indexOf(fault) + 1);
  }

  /// The fault with this code; empty for [#NONE].
  public static Optional<ItemFault> ofCode(long code) {
    if (code == NONE) {
      return Optional.empty();
    }
    int number = (int) (code & ((1 << FAULT_BITS) - 1)) - 1;
    return Optional.of(new ItemFault(FAULTS.get(number), Math.toIntExact(code >> FAULT_BITS)));
  }
}
