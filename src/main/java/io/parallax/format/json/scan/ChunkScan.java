package io.parallax.format.json.scan;

import io.parallax.array.ArrayParts;
import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.format.Lookahead;
import io.parallax.type.StorageType;
import java.util.Optional;

/// Reads the elements of one chunk: numbers, `null`, and the strings of the floats that JSON has no
/// numbers for. Gives up at anything else, at elements that are refused, and at a token of more
/// than [#MOST_TOKEN_BYTES]. For one thread, used once.
final class ChunkScan {
  /// A number, and the white space and brackets around it, may have this many bytes each.
  private static final int MOST_TOKEN_BYTES = 512;

  private static final int CERTAIN_DIGITS = 18;
  private static final int MOST_DIGITS = 19;

  /// Exponents beyond this are left to others.
  private static final int GREATEST_EXPONENT = 9_999;

  private static final byte[] NAN = ascii("\"NaN\"");
  private static final byte[] INFINITY = ascii("\"Infinity\"");
  private static final byte[] NEGATIVE_INFINITY = ascii("\"-Infinity\"");
  private static final byte[] NULL = ascii("null");

  private final Lookahead body;
  private final Window window;
  private final byte[] text;
  private final Chunk chunk;
  private final int rank;
  private final ArrayParts.Part part;
  private final ElementTaker taker;
  private final FractionRun run = new FractionRun();
  private final Lines lines = new Lines();
  private final Rows rows;
  private int openings;
  private int closings;

  /// The index of the next byte in the window.
  private int at;

  ChunkScan(
      Lookahead body,
      Window window,
      Chunk chunk,
      int rank,
      ArrayParts.Part part,
      Optional<StorageType> declared) {
    this.body = body;
    this.window = window;
    this.text = window.bytes();
    this.chunk = chunk;
    this.rank = rank;
    this.part = part;
    this.taker = new ElementTaker(part, declared);
    this.rows = new Rows(rank);
  }

  /// Reads the chunk.
  ///
  /// @return whether all of it has been read
  boolean scan() {
    try {
      return scanAll();
    } catch (ComputeException refused) {
      if (refused.code() == ErrorCode.INVALID_INPUT) {
        return false;
      }
      throw refused;
    }
  }

  FirstIndexes firsts() {
    return taker.firsts();
  }

  Lines lines() {
    return lines;
  }

  Rows rows() {
    return rows;
  }

  /// Whether the value of an element is one that other chunks decide ([ElementTaker]).
  boolean tookNegativeZero() {
    return taker.tookNegativeZero();
  }

  /// The arrays that begin before the first element.
  int openings() {
    return openings;
  }

  /// The arrays that end after the last element.
  int closings() {
    return closings;
  }

  private boolean scanAll() {
    if (chunk.isEmpty()) {
      return true;
    }
    window.load(body, chunk.start(), chunk.end());
    openings = brackets('[');
    long counted = part.next();
    while (takeRuns() && takeElement()) {
      closings = text[at] == ',' ? 0 : brackets(']');
      boolean isLast = part.isFull();
      if (closings > 0 || isLast) {
        rows.elements(part.next() - counted);
        counted = part.next();
        rows.close(closings);
      }
      if (isLast) {
        return isAtEnd();
      }
      if (closings >= rank || text[at] != ',') {
        return false;
      }
      at++;
      loadMore();
      if ((closings > 0 || !isDigit(text[at])) && brackets('[') != closings) {
        return false;
      }
    }
    return false;
  }

  /// Whether the chunk has been read to its end, and the array if this is the last chunk.
  private boolean isAtEnd() {
    if (chunk.isLast()) {
      return closings == rank && window.start() + at == chunk.end();
    }
    return closings < rank && text[at] == ',' && window.start() + at + 1 == chunk.end();
  }

  private static boolean isDigit(byte unit) {
    return unit >= '0' && unit <= '9';
  }

  /// Passes over white space and brackets.
  ///
  /// @return the number of brackets
  private int brackets(char bracket) {
    int count = 0;
    while (true) {
      byte unit = text[at];
      if (unit == bracket) {
        count++;
      } else if (unit == '\n' || unit == '\r') {
        lines.see(unit, window.start() + at);
      } else if (unit != ' ' && unit != '\t') {
        return count;
      }
      at++;
    }
  }

  /// Takes the numbers that [FractionRun] reads, but not the chunk's last element.
  ///
  /// @return whether an element comes next
  private boolean takeRuns() {
    while (taker.takesFractions()) {
      int end = window.end() < chunk.end() ? window.length() - MOST_TOKEN_BYTES : window.length();
      at = run.read(text, at, end, part.left() - 1);
      if (run.count() == 0) {
        return true;
      }
      taker.takeFractions(run.values(), run.count());
      loadMore();
      if (!isDigit(text[at]) && brackets('[') > 0) {
        return false;
      }
    }
    return true;
  }

  /// Loads more text unless there is a whole element.
  private void loadMore() {
    if (window.length() - at < MOST_TOKEN_BYTES && window.end() < chunk.end()) {
      window.load(body, window.start() + at, chunk.end());
      at = 0;
    }
  }

  private boolean takeElement() {
    int start = at;
    boolean isNegative = text[start] == '-';
    int first = isNegative ? start + 1 : start;
    at = first;
    long digits = digits(0);
    int count = at - first;
    if (count == 0) {
      return !isNegative && takeWord();
    }
    if (count > 1 && text[first] == '0') {
      return false;
    }
    byte unit = text[at];
    if (unit != '.' && (unit | 0x20) != 'e') {
      return takeInteger(digits, count, isNegative);
    }
    int exponent = 0;
    if (unit == '.') {
      at++;
      int fraction = at;
      digits = digits(digits);
      exponent = fraction - at;
      if (exponent == 0) {
        return false;
      }
      count -= exponent;
      unit = text[at];
    }
    if ((unit | 0x20) == 'e') {
      at++;
      boolean isBelow = text[at] == '-';
      int written = exponent();
      if (written > GREATEST_EXPONENT) {
        return false;
      }
      exponent += isBelow ? -written : written;
    }
    double magnitude =
        count <= MOST_DIGITS || isShort(first, count)
            ? NearestDouble.of(digits, exponent)
            : Double.NaN;
    if (Double.isNaN(magnitude)) {
      magnitude = Double.parseDouble(ElementTaker.string(text, first, at));
    }
    return taker.takeFloat(isNegative ? -magnitude : magnitude, text, start, at);
  }

  /// Reads digits up to eight at a time. What the digits before them were is wrong if there are
  /// more than [#MOST_DIGITS].
  ///
  /// @param before the number that the digits before are
  private long digits(long before) {
    long digits = before;
    long eight = Digits.eight(text, at);
    int count = Digits.leading(eight);
    while (count == Long.BYTES) {
      digits = Digits.EIGHT_MORE * digits + Digits.value(eight);
      at += Long.BYTES;
      eight = Digits.eight(text, at);
      count = Digits.leading(eight);
    }
    at += count;
    return Digits.appended(digits, eight, count);
  }

  /// Reads the exponent at the current byte, without its sign.
  ///
  /// @return greater than [#GREATEST_EXPONENT] if it is, or if it is not an exponent
  private int exponent() {
    int index = text[at] == '-' || text[at] == '+' ? at + 1 : at;
    int first = index;
    int value = 0;
    for (int digit = text[index] - '0';
        digit >= 0 && digit <= 9 && value <= GREATEST_EXPONENT;
        digit = text[index] - '0') {
      value = 10 * value + digit;
      index++;
    }
    at = index;
    return index == first ? Integer.MAX_VALUE : value;
  }

  private boolean takeInteger(long digits, int count, boolean isNegative) {
    if (count > CERTAIN_DIGITS) {
      boolean fits = count == MOST_DIGITS && digits >= 0;
      return fits && taker.takeInteger(isNegative ? -digits : digits, isNegative);
    }
    return taker.takeInteger(isNegative ? -digits : digits, isNegative);
  }

  private boolean takeWord() {
    if (isHere(NULL)) {
      at += NULL.length;
      return taker.takeMissing();
    }
    if (isHere(NAN)) {
      at += NAN.length;
      return taker.takeSpecial(Double.NaN);
    }
    if (isHere(INFINITY)) {
      at += INFINITY.length;
      return taker.takeSpecial(Double.POSITIVE_INFINITY);
    }
    if (isHere(NEGATIVE_INFINITY)) {
      at += NEGATIVE_INFINITY.length;
      return taker.takeSpecial(Double.NEGATIVE_INFINITY);
    }
    return false;
  }

  private boolean isHere(byte[] word) {
    for (int index = 0; index < word.length; index++) {
      if (text[at + index] != word[index]) {
        return false;
      }
    }
    return true;
  }

  /// Whether at most [#MOST_DIGITS] digits follow the zeros at a number's beginning.
  ///
  /// @param first the index of the first digit
  /// @param count the number of digits
  private boolean isShort(int first, int count) {
    int zeros = 0;
    for (int index = first; text[index] == '0' || text[index] == '.'; index++) {
      zeros += text[index] == '0' ? 1 : 0;
    }
    return count - zeros <= MOST_DIGITS;
  }

  private static byte[] ascii(String word) {
    byte[] bytes = new byte[word.length()];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) word.charAt(index);
    }
    return bytes;
  }
}
