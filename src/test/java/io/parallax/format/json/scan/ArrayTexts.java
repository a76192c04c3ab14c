package io.parallax.format.json.scan;

import java.util.List;
import java.util.Random;

/// Random texts of arrays: most of them right, some wrong in one place.
final class ArrayTexts {
  private static final List<String> RARE =
      List.of(
          "-0",
          "0",
          "-0.0",
          "0e5",
          "0.000",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "2.2250738585072011e-308",
          "9007199254740993",
          "-9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "18446744073709551616",
          "123456789012345678901234567890",
          "7.038531e-26",
          "8388609.5",
          "16777217",
          "1.0000000596046448",
          "2.0",
          "2e3",
          "25E-1",
          "65504.1",
          "65520",
          "127",
          "128",
          "-129",
          "4294967296",
          "3.4028236e38",
          "0.12345678901234567890123456789",
          "9007199254740992.99999999999999999",
          "1234567890123456789.0",
          "\"NaN\"",
          "\"Infinity\"",
          "\"-Infinity\"",
          "null");
  private static final List<String> WRONG =
      List.of(
          "true",
          "\"1\"",
          "\"x,]\"",
          "[]",
          "[1]",
          "{}",
          "01",
          "+1",
          "1.",
          ".5",
          "1e",
          "1e+",
          "--1",
          "-",
          "NaN",
          "nul",
          "\"Na\\u004e\"",
          "\"NaN",
          "0x1",
          "1 2",
          "",
          ",",
          "]",
          "[",
          "é",
          "1f",
          "-Infinity",
          "\u0000");
  private static final List<String> SPACES =
      List.of("", "", "", "", " ", "\n", "\r\n", "\r", " \t", "\n\n  ");

  private final Random random;

  ArrayTexts(long seed) {
    this.random = new Random(seed);
  }

  /// The text of an array. One in three is wrong, or rare, in one place.
  String next() {
    int rank = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
    int[] extents = random.ints(rank, 1, rank == 1 ? 200 : 7).toArray();
    int style = random.nextInt(8);
    List<String> spaces = random.nextInt(3) == 0 ? SPACES : List.of("");
    StringBuilder text = new StringBuilder();
    append(text, extents, 0, style, spaces);
    int fate = random.nextInt(6);
    if (fate == 0) {
      replaceElement(text, WRONG);
    } else if (fate == 1) {
      replaceElement(text, RARE);
    } else if (fate == 2 && random.nextBoolean()) {
      damage(text);
    }
    return text.toString();
  }

  private void append(
      StringBuilder text, int[] extents, int depth, int style, List<String> spaces) {
    text.append('[');
    for (int index = 0; index < extents[depth]; index++) {
      text.append(index == 0 ? "" : ",").append(one(spaces));
      if (depth == extents.length - 1) {
        text.append(number(style));
      } else {
        append(text, extents, depth + 1, style, spaces);
      }
      text.append(one(spaces));
    }
    text.append(']');
  }

  private String number(int style) {
    return switch (style) {
      case 0 -> Integer.toString(random.nextInt(2_000) - 1_000);
      case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 2 -> Double.toString(random.nextDouble());
      case 3 -> Double.toString(Double.longBitsToDouble(random.nextLong())).replace("NaN", "1");
      case 4 -> Float.toString(random.nextFloat() * 100);
      case 5 -> random.nextInt(100) + (random.nextInt(10) == 0 ? ".5" : "");
      case 6 -> random.nextInt(20) == 0 ? one(RARE) : Double.toString(random.nextGaussian());
      default ->
          "%s%d.%d%s%d"
              .formatted(
                  random.nextBoolean() ? "-" : "",
                  random.nextInt(1_000),
                  random.nextLong(Long.MAX_VALUE),
                  random.nextBoolean() ? "e" : "E+",
                  random.nextInt(30));
    };
  }

  /// Puts something in the place of a number.
  private void replaceElement(StringBuilder text, List<String> replacements) {
    int from = random.nextInt(text.length());
    while (from > 0 && ",[".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    int to = from;
    while (to < text.length() && ",]".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    text.replace(from, to, one(replacements));
  }

  private void damage(StringBuilder text) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
      case 2 -> text.insert(at, ",[]\"-.e 0".charAt(random.nextInt(9)));
      default -> text.setLength(at);
    }
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
