/// The JSON of requests and answers, read from and written to plain streams.
///
/// Start reading at [io.parallax.format.json.RequestReader] and
/// [io.parallax.format.json.ResponseWriter]. A body is read once, in one direction, by a streaming
/// parser: `BodyReader` reads the fields, and `InputReader` and `LiteralReader` read the elements
/// of arrays straight into off-heap memory. Arrays of numbers in a body that is in memory pass the
/// parser by: `BodyStream` has `scan` read them from the bytes, on all cores. The elements of an
/// answer go straight from their memory to the stream, as text that `TextPieces` makes on all
/// cores. There is never a tree of a body or an object per element.
///
/// Invariants:
/// 1. **Whatever the bytes, a body is either a valid request or a
///    [io.parallax.error.ComputeException]** for a mistake of the caller, with the JSON pointer to
///    the exact place where there is one. Nothing is repaired, ignored or guessed: unknown and
///    repeated fields, ragged or mixed arrays, numbers outside their type, trailing text and
///    invalid UTF-8 are refused. Two readings of `null` are defined: a field that is `null` counts
///    as absent, and `null` among numbers is NaN.
/// 2. **The order of fields does not matter.** The text of an element decides its kind, so `values`
///    mean the same before and after their `dtype`. The rare number whose float32 can no longer be
///    told afterwards is refused, not rounded twice.
/// 3. **An answer's arrays can be sent back** as inputs and are the same to the bit, except that
///    all NaN become one.
/// 4. Limits are checked before reading on, and the deadline at every read of the stream.
///
/// Uses Jackson's streaming parser and generator, but not its data binding, and does not depend on
/// HTTP. Uses `compute` (requests, results, limits), `array`, `strategy` (decisions) and `executor`
/// (the deadline).
@NullMarked
package io.parallax.format.json;

import org.jspecify.annotations.NullMarked;
