package io.parallax.language;

import io.parallax.error.ErrorCode;
import java.math.BigInteger;

/// The values of number tokens.
record Numerals(Source source) {
  /// Of a token of kind [Token.Kind#INTEGER]: decimal, or `0x`, `0o`, `0b` and digits.
  Syntax integer(Token token) {
    String text = token.text().replace("_", "");
    char prefix = text.length() > 1 ? Character.toLowerCase(text.charAt(1)) : '0';
    BigInteger value =
        switch (prefix) {
          case 'x' -> new BigInteger(text.substring(2), 16);
          case 'o' -> new BigInteger(text.substring(2), 8);
          case 'b' -> new BigInteger(text.substring(2), 2);
          default -> new BigInteger(text);
        };
    if (value.bitLength() > Parser.MAX_INTEGER_BITS) {
      throw source.error(
          ErrorCode.INVALID_SYNTAX,
          token.offset(),
          "this integer has more than " + Parser.MAX_INTEGER_BITS + " bits");
    }
    return new Syntax.IntegerLiteral(value, token.offset());
  }

  /// Of a token of kind [Token.Kind#FLOAT], rounded to nearest even.
  Syntax floating(Token token) {
    double value = Double.parseDouble(token.text().replace("_", ""));
    if (Double.isInfinite(value)) {
      throw source.error(
          ErrorCode.INVALID_SYNTAX,
          token.offset(),
          "this number exceeds float64; write inf for infinity");
    }
    return new Syntax.FloatLiteral(value, token.offset());
  }
}
