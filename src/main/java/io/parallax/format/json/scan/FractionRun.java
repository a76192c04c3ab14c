package io.parallax.format.json.scan;

/// Reads numbers of the most common form one after the other: a point between digits, at most
/// [#MOST_DIGITS] of them, and a comma directly after them, which at most one space follows. Most
/// arrays of floats have hardly any other element, and a loop that knows of nothing else keeps its
/// state in registers. A run ends before the first element of another form. Used again and again by
/// one thread.
///
/// The place of a number depends on the length of the number before. Therefore eight digits are
/// taken at a time, and how many there are decides branches only where nearly all numbers of an
/// array go the same way.
final class FractionRun {
  /// The most numbers of a run.
  static final int MOST = 512;

  /// As many digits always fit an unsigned `long`.
  private static final int MOST_DIGITS = 19;

  private static final int EIGHT = Long.BYTES;

  private final double[] values = new double[MOST];
  private int count;

  /// The numbers of the run, of which [#count] are valid.
  double[] values() {
    return values;
  }

  int count() {
    return count;
  }

  /// Reads a run.
  ///
  /// @param from the index of the first number
  /// @param to numbers at this index and later ones are not read
  /// @param most the most numbers to read
  /// @return the index after the run's last comma and the space after it; `from` if there is none
  int read(byte[] text, int from, int to, long most) {
    int limit = (int) Math.min(most, MOST);
    int next = from;
    int read = 0;
    while (read < limit && next < to) {
      int sign = text[next] == '-' ? 1 : 0;
      int start = next + sign;
      int whole = 1;
      long digits = (long) text[start] - '0';
      if (text[start + 1] != '.' || digits < 0 || digits > 9) {
        long eight = Digits.eight(text, start);
        whole = Digits.leading(eight);
        if (whole < 2 || whole == EIGHT || text[start + whole] != '.' || text[start] == '0') {
          break;
        }
        digits = Digits.value(eight, whole);
      }
      int fraction = start + whole + 1;
      int end = fraction;
      long eight = Digits.eight(text, end);
      int more = Digits.leading(eight);
      if (more == EIGHT) {
        digits = Digits.EIGHT_MORE * digits + Digits.value(eight);
        end += EIGHT;
        eight = Digits.eight(text, end);
        more = Digits.leading(eight);
        if (more == EIGHT) {
          digits = Digits.EIGHT_MORE * digits + Digits.value(eight);
          end += EIGHT;
          eight = Digits.eight(text, end);
          more = Digits.leading(eight);
        }
      }
      if (more == EIGHT) {
        break;
      }
      digits = Digits.appended(digits, eight, more);
      end += more;
      int places = end - fraction;
      if (places == 0 || whole + places > MOST_DIGITS || text[end] != ',') {
        break;
      }
      double magnitude = NearestDouble.of(digits, -places);
      double value = sign == 0 ? magnitude : -magnitude;
      if (!FloatRounding.isPlain(value) && value != 0) {
        break;
      }
      values[read++] = value;
      next = end + (text[end + 1] == ' ' ? 2 : 1);
    }
    count = read;
    return next;
  }
}
