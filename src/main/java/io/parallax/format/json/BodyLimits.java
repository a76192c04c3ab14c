package io.parallax.format.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;

/// The limits that the parser holds a body to, each with the words for a caller who exceeds it.
final class BodyLimits extends StreamReadConstraints {
  private static final long serialVersionUID = 1L;
  private static final long ANY = Long.MAX_VALUE;

  BodyLimits(int nesting, int numberDigits, int stringCharacters, int nameCharacters) {
    super(nesting, ANY, ANY, numberDigits, stringCharacters, nameCharacters);
  }

  @Override
  public void validateNestingDepth(int depth) {
    require(depth, _maxNestingDepth, "objects and arrays are nested deeper than %d");
  }

  @Override
  public void validateIntegerLength(int digits) {
    require(digits, _maxNumLen, "a number has more than %d digits");
  }

  @Override
  public void validateFPLength(int digits) {
    validateIntegerLength(digits);
  }

  @Override
  public void validateStringLength(int characters) {
    validateStringLengthLong(characters);
  }

  @Override
  public void validateStringLengthLong(long characters) {
    require(characters, _maxStringLen, "a string has more than %d characters");
  }

  @Override
  public void validateNameLength(int characters) {
    require(characters, _maxNameLen, "a name has more than %d characters");
  }

  private static void require(long count, int most, String words) {
    if (count > most) {
      throw new ExceededException(words.formatted(most));
    }
  }

  /// A limit that is exceeded. The message is for the caller.
  static final class ExceededException extends StreamConstraintsException {
    private static final long serialVersionUID = 1L;

    ExceededException(String message) {
      super(message);
    }
  }
}
