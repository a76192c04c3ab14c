package io.parallax.format.json.scan;

import io.parallax.array.CollectedElements;
import io.parallax.type.Shape;

/// The numbers of an array that was read from a body's text.
///
/// @param elements not finished
/// @param shape the shape of the nested arrays in the text
/// @param firsts the first element of each kind that some type cannot hold
/// @param byteCount the bytes from the one after the array's first bracket to before its last
/// @param lines the lines that end in these bytes
public record ScannedArray(
    CollectedElements elements, Shape shape, FirstIndexes firsts, long byteCount, Lines lines) {}
