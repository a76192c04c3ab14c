package io.parallax.format.json.scan;

import io.parallax.format.Lookahead;
import java.util.Optional;

/// Finds a chunk of an array in the text between two places: it begins after the first comma at or
/// after the one place and ends with the first comma at or after the other, unless the array ends
/// before. The text is taken for arrays of numbers; where it is something else the chunk is
/// meaningless, which reading it will show. For one thread, used once.
///
/// The array ends with as many closing brackets in a row as it has dimensions, because no array
/// within the array is empty. Eight bytes are looked at at a time; the formula for bytes that are
/// equal to another is exact (H. S. Warren, "Hacker's Delight", 2nd edition, section 6-1).
final class ChunkSearch {
  /// The most bytes after a place until there is a comma.
  private static final long MOST_UNTIL_COMMA = 64 * 1024;

  private static final long COMMAS = 0x2C2C_2C2C_2C2C_2C2CL;
  private static final long CLOSINGS = 0x5D5D_5D5D_5D5D_5D5DL;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /// Bits of which letters and brackets have one, and digits, signs, points, commas and white space
  /// none.
  private static final long LETTERS_AND_BRACKETS = 0xC0C0_C0C0_C0C0_C0C0L;

  private static final long LOW_BITS = 0x7F7F_7F7F_7F7F_7F7FL;

  private final Lookahead body;
  private final Window window;
  private final int rank;
  private long commas;

  /// Closing brackets in a row before the current byte, with nothing but white space between them.
  private int closings;

  /// @param rank the number of dimensions
  ChunkSearch(Lookahead body, Window window, int rank) {
    this.body = body;
    this.window = window;
    this.rank = rank;
  }

  /// The first chunk of an array.
  ///
  /// @param from its first byte
  Optional<Chunk> first(long from, long to) {
    return endOf(from, to);
  }

  /// A chunk that is not the first; empty if there is no chunk.
  Optional<Chunk> next(long from, long to) {
    long start = afterComma(from);
    return start < 0 ? Optional.empty() : endOf(start, to);
  }

  private Optional<Chunk> endOf(long start, long to) {
    long at = start;
    while (at < to) {
      window.load(body, at, to);
      int end = count();
      if (end >= 0) {
        return Optional.of(new Chunk(start, window.start() + end, commas, true));
      }
      at = window.end();
    }
    return start > to ? Optional.of(new Chunk(start, start, 0, false)) : lastOf(start, at);
  }

  /// Goes on to the next comma or the array's end.
  private Optional<Chunk> lastOf(long start, long from) {
    long most = Math.min(body.remaining(), from + MOST_UNTIL_COMMA);
    for (long at = from; at < most; at = window.end()) {
      window.load(body, at, most);
      for (int index = 0; index < window.length(); index++) {
        if (step(window.bytes()[index])) {
          return Optional.of(new Chunk(start, window.start() + index + 1, commas, true));
        }
        if (window.bytes()[index] == ',') {
          return Optional.of(new Chunk(start, window.start() + index + 1, commas, false));
        }
      }
    }
    return Optional.empty();
  }

  /// The place after the first comma; −1 if there is none.
  private long afterComma(long from) {
    long most = Math.min(body.remaining(), from + MOST_UNTIL_COMMA);
    for (long at = from; at < most; at = window.end()) {
      window.load(body, at, most);
      for (int index = 0; index < window.length(); index++) {
        if (window.bytes()[index] == ',') {
          return window.start() + index + 1;
        }
      }
    }
    return -1;
  }

  /// Counts the commas of the window.
  ///
  /// @return the index after the array's last byte; −1 if the array goes on
  private int count() {
    byte[] bytes = window.bytes();
    int length = window.length();
    int index = 0;
    while (index + Long.BYTES <= length) {
      long eight = Window.eight(bytes, index);
      if ((eight & LETTERS_AND_BRACKETS) == 0 && closings == 0) {
        // The difference is 0 or from 1 to 63, so no byte carries into the next.
        commas += Long.bitCount(~((eight ^ COMMAS) + LOW_BITS) & HIGH_BITS);
      } else if (closings > 0 || equalBytes(eight, CLOSINGS) != 0) {
        int end = count(bytes, index, index + Long.BYTES);
        if (end >= 0) {
          return end;
        }
      } else {
        commas += Long.bitCount(equalBytes(eight, COMMAS));
      }
      index += Long.BYTES;
    }
    return count(bytes, index, length);
  }

  private int count(byte[] bytes, int from, int to) {
    for (int index = from; index < to; index++) {
      if (step(bytes[index])) {
        return index + 1;
      }
    }
    return -1;
  }

  /// Whether the array ends with this byte.
  private boolean step(byte unit) {
    switch (unit) {
      case ']' -> closings++;
      case ' ', '\t', '\n', '\r' -> {}
      case ',' -> {
        commas++;
        closings = 0;
      }
      default -> closings = 0;
    }
    return closings == rank;
  }

  /// The highest bit of each byte that is equal to the byte of the pattern.
  private static long equalBytes(long eight, long pattern) {
    long difference = eight ^ pattern;
    return ~(((difference & LOW_BITS) + LOW_BITS) | difference | LOW_BITS);
  }
}
