package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Reads the parts that [FormWriter] wrote.
record FormReader(ByteBuffer bytes) {
  int kind() {
    return bytes.get();
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    int number = bytes.get();
    E[] constants = type.getEnumConstants();
    if (number < 0 || number >= constants.length) {
      throw new IllegalArgumentException("no " + type.getSimpleName() + " has number " + number);
    }
    return constants[number];
  }

  DataType type() {
    return constant(DataType.class);
  }

  int number() {
    return bytes.getInt();
  }

  long bits() {
    return bytes.getLong();
  }

  String text() {
    byte[] encoded = new byte[requireRoom(number())];
    bytes.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = requireRoom(number()); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }

  private int requireRoom(int count) {
    if (count < 0 || count > bytes.remaining()) {
      throw new IllegalArgumentException("a form has no " + count + " of anything here");
    }
    return count;
  }

  /// Reads the kind of the form, which must be the given one.
  void require(int kind) {
    if (kind() != kind) {
      throw new IllegalArgumentException("a form of another kind");
    }
  }

  void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("more bytes than the form has");
    }
  }

  List<Integer> numbers() {
    return list(this::number);
  }
}
