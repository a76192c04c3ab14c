package io.parallax.kernel.llvm.emit;

import io.parallax.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Writes the parts of a form one after the other.
final class FormWriter {
  private static final int OPERATION_BYTES = 24;

  private ByteBuffer bytes;

  FormWriter(int operations) {
    bytes = ByteBuffer.allocate(1_024 + OPERATION_BYTES * operations);
  }

  FormWriter kind(int kind) {
    room(1).put((byte) kind);
    return this;
  }

  @SuppressWarnings("EnumOrdinal") // read by the same classes
  FormWriter constant(Enum<?> constant) {
    return kind(constant.ordinal());
  }

  FormWriter number(int number) {
    room(Integer.BYTES).putInt(number);
    return this;
  }

  FormWriter number(int number, DataType type) {
    return number(number).constant(type);
  }

  FormWriter bits(long bits) {
    room(Long.BYTES).putLong(bits);
    return this;
  }

  FormWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length).room(encoded.length).put(encoded);
    return this;
  }

  byte[] toBytes() {
    byte[] all = new byte[bytes.position()];
    bytes.get(0, all);
    return all;
  }

  private ByteBuffer room(int count) {
    if (bytes.remaining() < count) {
      ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity() + count);
      bytes.flip();
      bytes = larger.put(bytes);
    }
    return bytes;
  }

  <T> FormWriter list(List<T> elements, Consumer<T> element) {
    number(elements.size());
    elements.forEach(element);
    return this;
  }

  FormWriter numbers(List<Integer> numbers) {
    return list(numbers, this::number);
  }
}
