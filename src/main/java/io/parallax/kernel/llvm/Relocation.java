package io.parallax.kernel.llvm;

import io.parallax.kernel.llvm.binding.CompilationException;
import java.nio.ByteBuffer;

/// Computes the value to write at a place where code refers to other code or to its own constants,
/// by the machine's supplement to the System V ABI. Only relocations that depend on distances are
/// supported, because an image has no address yet. An image is put on a multiple of
/// [KernelImage#ALIGNMENT], so the lowest 12 bits of an address, and distances between pages of
/// this size, are known.
final class Relocation {
  private static final int X86_64 = 62;
  private static final int AARCH64 = 183;

  // System V ABI, AMD64 supplement: distances of 32 bits.
  private static final int X86_PC32 = 2;
  private static final int X86_PLT32 = 4;

  // ELF for the Arm 64-bit Architecture: distances of data, of pages, and offsets within a page.
  private static final int ARM_PREL32 = 261;
  private static final int ARM_ADR = 274;
  private static final int ARM_ADR_PAGE = 275;
  private static final int ARM_ADD_LOW = 277;
  private static final int ARM_LOAD_8 = 278;
  private static final int ARM_JUMP = 282;
  private static final int ARM_CALL = 283;
  private static final int ARM_LOAD_16 = 284;
  private static final int ARM_LOAD_32 = 285;
  private static final int ARM_LOAD_64 = 286;
  private static final int ARM_LOAD_128 = 299;

  private static final long PAGE_MASK = KernelImage.ALIGNMENT - 1;
  private static final int PAGE_BITS = 12;

  private Relocation() {}

  /// @param place the place that refers: an offset in the image
  /// @param value the target of the reference, with the addend: an offset in the image
  /// @throws CompilationException for a relocation that needs an address, is not known, or does not
  ///   fit
  static void apply(int machine, int type, ByteBuffer image, int place, long value)
      throws CompilationException {
    switch (machine) {
      case X86_64 -> applyX86(type, image, place, value);
      case AARCH64 -> applyArm(type, image, place, value);
      default -> throw new CompilationException("there is no linker for machine " + machine);
    }
  }

  private static void applyX86(int type, ByteBuffer image, int place, long value)
      throws CompilationException {
    switch (type) {
      case X86_PC32, X86_PLT32 -> image.putInt(place, Math.toIntExact(value - place));
      default -> throw unknown(type);
    }
  }

  private static void applyArm(int type, ByteBuffer image, int place, long value)
      throws CompilationException {
    switch (type) {
      case ARM_PREL32 -> image.putInt(place, Math.toIntExact(value - place));
      case ARM_ADR -> putAddress(image, place, value - place);
      case ARM_ADR_PAGE -> putAddress(image, place, (value >> PAGE_BITS) - (place >> PAGE_BITS));
      case ARM_ADD_LOW, ARM_LOAD_8 -> putLow(image, place, value, 0);
      case ARM_LOAD_16 -> putLow(image, place, value, 1);
      case ARM_LOAD_32 -> putLow(image, place, value, 2);
      case ARM_LOAD_64 -> putLow(image, place, value, 3);
      case ARM_LOAD_128 -> putLow(image, place, value, 4);
      case ARM_JUMP, ARM_CALL -> {
        long words = requireFits((value - place) >> 2, 26);
        or(image, place, words & 0x3FF_FFFF);
      }
      default -> throw unknown(type);
    }
  }

  /// Writes the distance of an ADR or ADRP: its two lowest bits to bits 29 and 30, the others from
  /// bit 5 on.
  private static void putAddress(ByteBuffer image, int place, long distance)
      throws CompilationException {
    long bits = requireFits(distance, 21) & 0x1F_FFFF;
    or(image, place, (bits & 3) << 29 | (bits >> 2) << 5);
  }

  /// Writes the offset of an address within its page, in units of the loaded width, from bit 10 on.
  private static void putLow(ByteBuffer image, int place, long value, int unit) {
    or(image, place, ((value & PAGE_MASK) >> unit) << 10);
  }

  private static void or(ByteBuffer image, int place, long bits) {
    image.putInt(place, image.getInt(place) | (int) bits);
  }

  private static long requireFits(long value, int bits) throws CompilationException {
    if (value < -(1L << (bits - 1)) || value >= 1L << (bits - 1)) {
      throw new CompilationException("a distance of " + value + " does not fit " + bits + " bits");
    }
    return value;
  }

  private static CompilationException unknown(int type) {
    return new CompilationException("the object has a relocation of type " + type);
  }
}
