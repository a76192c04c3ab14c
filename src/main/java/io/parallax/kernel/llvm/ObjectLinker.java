package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes an image from an object file: places its sections one after the other and resolves the
/// references between them. Used once.
///
/// An object is a 64-bit ELF file for a little-endian machine (System V ABI, "Object Files"; the
/// supplements for AMD64 and AArch64 define [Relocation]). Kernels refer to no symbol outside. So
/// every reference is a distance within the object, which is known without the address.
final class ObjectLinker {
  private static final int ELF_MAGIC = 0x464C_457F;
  private static final int HEADER_BYTES = 64;
  private static final int SECTION_BYTES = 64;
  private static final int SYMBOL_BYTES = 24;
  private static final int RELOCATION_BYTES = 24;

  private static final int NO_BITS = 8;
  private static final int SYMBOL_TABLE = 2;
  private static final int RELOCATIONS_WITH_ADDENDS = 4;
  private static final int RELOCATIONS_WITHOUT = 9;
  private static final long WRITABLE = 1;
  private static final long ALLOCATED = 2;
  private static final long THREAD_LOCAL = 1 << 10;
  private static final int FUNCTION = 2;

  /// Tables for unwinding the stack; nothing unwinds the stack of a kernel.
  private static final String UNWINDING = ".eh_frame";

  private static final long MOST_BYTES = 64L << 20;

  private final ByteBuffer object;
  private final int machine;
  private final List<Section> sections = new ArrayList<>();

  /// The offset of each section in the image, by the section's index; sections that are not part of
  /// the image are absent.
  private final Map<Integer, Integer> places = new HashMap<>();

  private ObjectLinker(byte[] bytes) throws CompilationException {
    object = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(bytes.length >= HEADER_BYTES && object.getInt(0) == ELF_MAGIC, "it is no ELF file");
    machine = Short.toUnsignedInt(object.getShort(18));
    int first = Math.toIntExact(object.getLong(40));
    int count = Short.toUnsignedInt(object.getShort(60));
    for (int index = 0; index < count; index++) {
      sections.add(section(first + index * SECTION_BYTES));
    }
  }

  /// One entry of the section table.
  private record Section(
      int name, int type, long flags, int offset, int size, int link, int info, int alignment) {
    boolean isLoaded() {
      return (flags & ALLOCATED) != 0 && size > 0;
    }
  }

  /// @throws CompilationException when the object refers to anything outside it, or the bytes are
  ///   no object
  static KernelImage link(byte[] object) throws CompilationException {
    try {
      return new ObjectLinker(object).image();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException broken) {
      throw new CompilationException("the object is not well-formed: " + broken);
    }
  }

  private KernelImage image() throws CompilationException {
    ByteBuffer image = ByteBuffer.allocate(layOut()).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<Integer, Integer> place : places.entrySet()) {
      Section section = sections.get(place.getKey());
      image.put(place.getValue(), object, section.offset, section.size);
    }
    Map<String, Integer> functions = new HashMap<>();
    for (Section section : sections) {
      switch (section.type) {
        case SYMBOL_TABLE -> collect(section, functions);
        case RELOCATIONS_WITH_ADDENDS -> relocate(section, image);
        case RELOCATIONS_WITHOUT -> require(!places.containsKey(section.info), "no addends");
        default -> {}
      }
    }
    return new KernelImage(image.array(), functions);
  }

  /// Finds a place for each section that belongs to the image.
  ///
  /// @return bytes of the image
  private int layOut() throws CompilationException {
    long end = 0;
    for (int index = 0; index < sections.size(); index++) {
      Section section = sections.get(index);
      if (!section.isLoaded() || name(section).equals(UNWINDING)) {
        continue;
      }
      require(
          section.type != NO_BITS && (section.flags & (WRITABLE | THREAD_LOCAL)) == 0,
          "it has variables: " + name(section));
      int alignment = Math.max(1, section.alignment);
      require(alignment <= KernelImage.ALIGNMENT, "it is aligned to " + alignment);
      long place = Math.ceilDiv(end, alignment) * (long) alignment;
      places.put(index, Math.toIntExact(place));
      end = place + section.size;
      require(end <= MOST_BYTES, "it is larger than " + MOST_BYTES + " bytes");
    }
    return Math.toIntExact(end);
  }

  private void collect(Section table, Map<String, Integer> functions) {
    Section names = sections.get(table.link);
    for (int at = table.offset; at < table.offset + table.size; at += SYMBOL_BYTES) {
      boolean isFunction = (object.get(at + 4) & 0xF) == FUNCTION;
      Integer place = places.get((int) object.getShort(at + 6));
      if (isFunction && place != null) {
        functions.put(
            text(names.offset + object.getInt(at)),
            Math.toIntExact(place + object.getLong(at + 8)));
      }
    }
  }

  private void relocate(Section relocations, ByteBuffer image) throws CompilationException {
    Integer target = places.get(relocations.info);
    if (target == null) {
      return; // the section is not part of the image
    }
    Section symbols = sections.get(relocations.link);
    int end = relocations.offset + relocations.size;
    for (int at = relocations.offset; at < end; at += RELOCATION_BYTES) {
      int place = Math.toIntExact(target + object.getLong(at));
      int symbol = symbols.offset + object.getInt(at + 12) * SYMBOL_BYTES;
      long value = Math.addExact(address(symbol, symbols), object.getLong(at + 16));
      Relocation.apply(machine, object.getInt(at + 8), image, place, value);
    }
  }

  /// The offset of a symbol in the image.
  private long address(int symbol, Section table) throws CompilationException {
    int section = Short.toUnsignedInt(object.getShort(symbol + 6));
    Integer place = places.get(section);
    if (place == null) {
      String name = text(sections.get(table.link).offset + object.getInt(symbol));
      throw new CompilationException("the code refers to '" + name + "', which is not part of it");
    }
    return place + object.getLong(symbol + 8);
  }

  private Section section(int at) {
    return new Section(
        object.getInt(at),
        object.getInt(at + 4),
        object.getLong(at + 8),
        Math.toIntExact(object.getLong(at + 24)),
        Math.toIntExact(object.getLong(at + 32)),
        object.getInt(at + 40),
        object.getInt(at + 44),
        Math.toIntExact(object.getLong(at + 48)));
  }

  private String name(Section section) {
    int names = Short.toUnsignedInt(object.getShort(62));
    return text(sections.get(names).offset + section.name);
  }

  private String text(int from) {
    int to = from;
    while (object.get(to) != 0) {
      to++;
    }
    return new String(object.array(), from, to - from, StandardCharsets.UTF_8);
  }

  private static void require(boolean condition, String broken) throws CompilationException {
    if (!condition) {
      throw new CompilationException("the object cannot be used: " + broken);
    }
  }
}
