/// The JSON of requests and answers, read from and written to plain streams.
///
/// Start reading at [io.parallax.format.json.RequestReader] and
/// [io.parallax.format.json.ResponseWriter]. A body is read once, in one direction, by a streaming
/// parser: `BodyReader` walks the fields, `InputReader` and `LiteralReader` take the elements of
/// arrays straight into off-heap memory, and the answer's elements go straight from there to the
/// stream. No tree of a body and no object per element ever exists.
///
/// Invariants:
/// 1. **Whatever the bytes, a body is either a valid request or a
///    [io.parallax.error.ComputeException]** that is the caller's to mend, with the JSON pointer to
///    the exact place where there is one. Nothing is repaired, ignored or guessed: unknown and
///    repeated fields, `null`, ragged or mixed arrays, numbers outside their type, trailing text
///    and invalid UTF-8 are refused.
/// 2. **The order of fields does not matter**: what an element is follows from its own text, so
///    `values` mean the same before and after their `dtype`; the rare number whose float32 can no
///    longer be told afterwards is refused, not rounded twice.
/// 3. **An answer's arrays can be sent back** as inputs and are the same to the bit, except that
///    all NaN become one.
/// 4. Limits are checked before reading on, and the deadline at every read of the stream.
///
/// Knows Jackson's streaming parser and generator, not its data binding, and nothing of HTTP. Uses
/// `compute` (requests, results, limits), `array`, `strategy` (decisions) and `executor` (the
/// deadline).
@NullMarked
package io.parallax.format.json;

import org.jspecify.annotations.NullMarked;
