package io.parallax.array;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.memory.Allocation;
import io.parallax.memory.Reservation;
import io.parallax.type.ArrayType;
import io.parallax.type.Shape;
import io.parallax.type.StorageType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Numbers of an array whose length is known, written by several threads straight to their places:
/// each thread fills parts of the array.
///
/// Without a declared type the array is one of int64, or of float64 if any part has a float;
/// integers are then rounded to the nearest float64, as [ArrayBuilder] rounds them.
public final class ArrayParts implements CollectedElements, AutoCloseable {
  private final Reservation reservation;
  private final Allocation allocation;
  private final MemorySegment memory;
  private final Optional<StorageType> declared;
  private final long elementCount;
  private final Queue<Part> parts = new ConcurrentLinkedQueue<>();
  private StorageType held;

  private ArrayParts(Optional<StorageType> declared, long elementCount, Reservation reservation) {
    this.held = held(declared);
    this.declared = declared;
    this.elementCount = elementCount;
    this.reservation = reservation;
    this.allocation = reservation.allocate(elementCount * held.byteWidth());
    this.memory = allocation.segment();
  }

  /// Charges the reservation for the array and allocates it.
  ///
  /// @param declared a type of numbers; empty where the type is inferred
  /// @throws ComputeException TOO_LARGE or MEMORY_EXHAUSTED as [Reservation#grow]
  public static ArrayParts allocate(
      Optional<StorageType> declared, long elementCount, Reservation reservation) {
    ArrayType arrayType = new ArrayType(held(declared), Shape.of(elementCount));
    reservation.grow(NDArray.chargedBytes(arrayType));
    return new ArrayParts(declared, elementCount, reservation);
  }

  private static StorageType held(Optional<StorageType> declared) {
    return declared.map(StorageType::held).orElse(StorageType.INT64);
  }

  /// The elements `from` to before `to`. The parts of an array must not overlap. A part may be
  /// filled by any thread, and is best made by it: counts that threads change are then not next to
  /// each other.
  public Part part(long from, long to) {
    Objects.checkFromToIndex(from, to, elementCount);
    Part part = new Part(from, to);
    parts.add(part);
    return part;
  }

  /// Gives the memory back instead of making an array of it. No thread may be filling a part.
  @Override
  public void close() {
    reservation.release(allocation);
  }

  @Override
  public boolean isOf(StorageType type) {
    return declared.equals(Optional.of(type));
  }

  @Override
  public void becomeFloating() {
    if (declared.isEmpty()) {
      parts.forEach(Part::becomeFloating);
    }
  }

  /// Makes the array, after every part has been filled.
  @Override
  public NDArray finish(Shape shape) {
    if (elementCount != shape.elementCount()) {
      throw new ComputeException(
          ErrorCode.INVALID_INPUT,
          "shape %s has %d elements, but %d were given"
              .formatted(shape, shape.elementCount(), elementCount));
    }
    if (parts.stream().anyMatch(part -> part.floating)) {
      becomeFloating();
      held = declared.isEmpty() ? StorageType.FLOAT64 : held;
    }
    return NDArray.in(allocation, new ArrayType(held, shape));
  }

  /// Consecutive elements, appended by one thread at a time.
  public final class Part {
    private final long from;
    private final long to;
    private long next;

    /// Whether the elements are float64 although no type is declared.
    private boolean floating;

    private Part(long from, long to) {
      this.from = from;
      this.to = to;
      this.next = from;
    }

    /// Whether all elements have been appended.
    public boolean isFull() {
      return next == to;
    }

    /// The number of elements to append.
    public long left() {
      return to - next;
    }

    /// The index of the next element in the array.
    public long next() {
      return next;
    }

    /// Appends an integer.
    ///
    /// @throws ComputeException INVALID_INPUT outside the declared type
    public void appendInteger(long value) {
      if (declared.isPresent()) {
        append(ElementConversion.integerBits(value, declared.get()));
      } else {
        append(floating ? Double.doubleToRawLongBits((double) value) : value);
      }
    }

    /// Appends a float.
    ///
    /// @throws ComputeException INVALID_INPUT outside the declared type
    public void appendFloat(double value) {
      if (declared.isPresent()) {
        append(ElementConversion.floatBits(value, declared.get()));
      } else {
        becomeFloating();
        append(Double.doubleToRawLongBits(value));
      }
    }

    /// Appends the first `count` of some floats.
    ///
    /// @throws ComputeException INVALID_INPUT outside the declared type
    public void appendFloats(double[] values, int count) {
      boolean isAsHeld = declared.isEmpty() || held == StorageType.FLOAT64;
      if (!isAsHeld) {
        for (int index = 0; index < count; index++) {
          appendFloat(values[index]);
        }
        return;
      }
      if (declared.isEmpty()) {
        becomeFloating();
      }
      if (count > left()) {
        throw new IllegalStateException("the part is full");
      }
      MemorySegment.copy(values, 0, memory, ValueLayout.JAVA_DOUBLE, next * Double.BYTES, count);
      next += count;
    }

    private void append(long bits) {
      if (next == to) {
        throw new IllegalStateException("the part is full");
      }
      Elements.write(memory, held, next, bits);
      next++;
    }

    private void becomeFloating() {
      if (!floating) {
        for (long index = from; index < next; index++) {
          double value = memory.getAtIndex(ValueLayout.JAVA_LONG, index);
          memory.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
        }
        floating = true;
      }
    }
  }
}
