package io.parallax.language;

import java.text.Normalizer;
import java.util.Set;

/// Names of inputs. Any text may be one.
///
/// In an expression, an identifier stands for itself. Any other name, and a word of the language,
/// stands between backticks, in which a backtick of the name is doubled. Two names are the same if
/// their forms NFC of Unicode are.
public final class Names {
  /// Words that an expression does not take as names. `None` is a name to the parser.
  private static final Set<String> WORDS =
      Set.of("and", "or", "not", "if", "else", "is", "in", "True", "False", "true", "false");

  private static final int QUOTED_CHARACTERS = 40;

  private Names() {}

  /// The form in which names are compared: Unicode's NFC.
  public static String canonical(String name) {
    return Normalizer.isNormalized(name, Normalizer.Form.NFC)
        ? name
        : Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  /// The name as an expression has it.
  public static String written(String name) {
    return isPlain(name) ? name : '`' + name.replace("`", "``") + '`';
  }

  /// As [#written], on one line: anything unprintable is shown as `U+XXXX`.
  public static String shown(String name) {
    return isPlain(name) ? name : '`' + Source.printable(name.replace("`", "``")) + '`';
  }

  /// As [#shown] for a sentence: an identifier in quotation marks, and a long name cut.
  static String quote(String name) {
    if (isPlain(name)) {
      return Source.quote(name);
    }
    boolean cut = name.codePointCount(0, name.length()) > QUOTED_CHARACTERS;
    return cut
        ? shown(name.substring(0, name.offsetByCodePoints(0, QUOTED_CHARACTERS)) + "…")
        : shown(name);
  }

  private static boolean isPlain(String name) {
    return Lexer.isIdentifier(name) && !WORDS.contains(name);
  }
}
