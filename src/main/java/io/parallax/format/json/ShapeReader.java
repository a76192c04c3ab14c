package io.parallax.format.json;

import io.parallax.error.ComputeException;
import io.parallax.error.ErrorCode;
import io.parallax.type.Shape;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonToken;

/// Reads shapes.
final class ShapeReader {
  private ShapeReader() {}

  static Shape read(JsonCursor cursor) {
    if (cursor.token() != JsonToken.START_ARRAY) {
      throw cursor.argument("an array of extents such as [2, 3]");
    }
    String pointer = cursor.pointer();
    List<Long> extents = new ArrayList<>();
    while (cursor.next() != JsonToken.END_ARRAY) {
      if (extents.size() == Shape.MAX_RANK) {
        throw cursor.at(
            ErrorCode.INVALID_INPUT, "a shape has at most " + Shape.MAX_RANK + " extents");
      }
      extents.add(
          cursor
              .integerLiteral()
              .filter(extent -> extent >= 0)
              .orElseThrow(() -> cursor.argument("an extent, an integer of 0 or more")));
    }
    if (!Shape.fits(extents)) {
      throw new ComputeException(
              ErrorCode.TOO_LARGE, "the shape has more elements than can be counted")
          .atPointer(pointer);
    }
    return new Shape(extents);
  }
}
