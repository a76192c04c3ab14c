package io.parallax.format.parquet;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/// Reads structures in Thrift's compact protocol ("Thrift Compact protocol encoding"), in which
/// Parquet describes its parts. Every length and count is compared with the bytes that are left, so
/// a structure that has been passed over can be decoded with heap in proportion to its bytes. For
/// one thread.
final class CompactReader {
  private static final int MAX_DEPTH = 24;

  private static final int STOP = 0;
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int SHORT = 4;
  private static final int INT = 5;
  private static final int LONG = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCTURE = 12;

  private static final int LONG_COUNT = 15;
  private static final int VARINT_BITS = 7;

  private final MemorySegment bytes;
  private final long end;
  private final String what;
  private long at;
  private long parts;

  /// @param from the offset of the first byte
  /// @param end the offset after the last byte
  /// @param what is described, for messages
  CompactReader(MemorySegment bytes, long from, long end, String what) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
    this.what = what;
  }

  /// Takes the fields of a structure that it wants.
  @FunctionalInterface
  interface Fields {
    /// Reads a field's value, or does nothing to have it passed over.
    ///
    /// @param number of the field in its structure
    void take(int number, Value value);
  }

  /// A structure of a list.
  @FunctionalInterface
  interface Structure {
    void read(Fields fields);
  }

  /// The value of a field, read at most once.
  final class Value {
    private final int type;
    private final int depth;
    private boolean isRead;

    private Value(int type, int depth) {
      this.type = type;
      this.depth = depth;
    }

    /// An integer of any width; fails for another type.
    long integer() {
      requireType(type == INT || type == LONG || type == SHORT);
      isRead = true;
      return zigzag();
    }

    /// A bool, which is in the type.
    boolean isTrue() {
      requireType(type == TRUE || type == FALSE);
      isRead = true;
      return type == TRUE;
    }

    /// Bytes, or text in UTF-8.
    MemorySegment binary() {
      requireType(type == BINARY);
      isRead = true;
      long length = varint();
      long from = at;
      advance(length);
      return bytes.asSlice(from, length);
    }

    void structure(Fields fields) {
      requireType(type == STRUCTURE);
      isRead = true;
      CompactReader.this.structure(fields, depth + 1);
    }

    /// A list of structures, each of which has to be read when it is its turn.
    ///
    /// @return how many
    long structures(Consumer<Structure> each) {
      requireType(type == LIST);
      isRead = true;
      int header = next();
      long count = count(header >>> 4);
      requireType((header & 0xF) == STRUCTURE);
      for (long i = 0; i < count; i++) {
        each.accept(fields -> CompactReader.this.structure(fields, depth + 1));
      }
      return count;
    }
  }

  /// The offset of the next byte.
  long offset() {
    return at;
  }

  /// The number of structures and of elements of lists that have been read.
  long partCount() {
    return parts;
  }

  /// Reads a structure to its end.
  void structure(Fields fields) {
    structure(fields, 0);
  }

  private void structure(Fields fields, int depth) {
    if (depth > MAX_DEPTH) {
      throw damaged();
    }
    parts++;
    int number = 0;
    for (int header = next(); header != STOP; header = next()) {
      int step = header >>> 4;
      number = step == 0 ? (short) zigzag() : number + step;
      Value value = new Value(header & 0xF, depth);
      fields.take(number, value);
      if (!value.isRead) {
        skip(value.type, depth, false);
      }
    }
  }

  /// @param isElement of a list or map, where a bool takes a byte
  private void skip(int type, int depth, boolean isElement) {
    switch (type) {
      case TRUE, FALSE -> advance(isElement ? 1 : 0);
      case BYTE -> advance(1);
      case SHORT, INT, LONG -> zigzag();
      case DOUBLE -> advance(Double.BYTES);
      case BINARY -> advance(varint());
      case LIST, SET -> skipList(depth + 1);
      case MAP -> skipMap(depth + 1);
      case STRUCTURE -> structure((_, _) -> {}, depth + 1);
      default -> throw damaged();
    }
  }

  private void skipList(int depth) {
    int header = next();
    long count = count(header >>> 4);
    for (long i = 0; i < count; i++) {
      skip(header & 0xF, depth, true);
    }
  }

  private void skipMap(int depth) {
    long count = varint();
    if (count == 0) {
      return;
    }
    requireLeft(count);
    parts += count;
    int types = next();
    for (long i = 0; i < count; i++) {
      skip(types >>> 4, depth, true);
      skip(types & 0xF, depth, true);
    }
  }

  /// The number of elements of a list, each of which takes a byte or more.
  private long count(int inHeader) {
    long count = inHeader == LONG_COUNT ? varint() : inHeader;
    requireLeft(count);
    parts += count;
    return count;
  }

  private long zigzag() {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      int some = next();
      value |= (some & 0x7FL) << shift;
      if (some < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  private int next() {
    requireLeft(1);
    return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at++));
  }

  private void advance(long count) {
    requireLeft(count);
    at += count;
  }

  private void requireLeft(long count) {
    if (count < 0 || count > end - at) {
      throw damaged();
    }
  }

  private void requireType(boolean isRight) {
    if (!isRight) {
      throw damaged();
    }
  }

  private ComputeException damaged() {
    return new ComputeException(
        ErrorCode.MALFORMED_BODY, "%s is damaged near byte %d".formatted(what, at));
  }
}
