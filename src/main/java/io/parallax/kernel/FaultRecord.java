package io.parallax.kernel;

/// The first fault of a loop in the order of elements, then of operations, whichever thread records
/// it first. Thread safe.
final class FaultRecord {
  static final int NONE = Integer.MAX_VALUE;

  private volatile long element = Long.MAX_VALUE;
  private volatile int operation = NONE;
  private volatile int emptySink = NONE;
  private volatile int overflowSink = NONE;
  private volatile long overflowRow = Long.MAX_VALUE;

  synchronized void record(long newElement, int newOperation) {
    boolean earlier = newElement < element || (newElement == element && newOperation < operation);
    if (earlier) {
      element = newElement;
      operation = newOperation;
    }
  }

  synchronized void recordEmpty(int sink) {
    emptySink = Math.min(emptySink, sink);
  }

  synchronized void recordOverflow(int sink, long row) {
    if (row < overflowRow || (row == overflowRow && sink < overflowSink)) {
      overflowRow = row;
      overflowSink = sink;
    }
  }

  /// The first sink, of the first row, whose exact value does not fit.
  int overflowSink() {
    return overflowSink;
  }

  long overflowRow() {
    return overflowRow;
  }

  /// The lowest faulting element; [Long#MAX_VALUE] while no fault is recorded.
  long element() {
    return element;
  }

  int operation() {
    return operation;
  }

  int emptySink() {
    return emptySink;
  }
}
