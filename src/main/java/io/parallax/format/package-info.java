/// Bodies of requests and answers: one interface a direction, one sub-package a format.
///
/// [io.parallax.format.RequestFormat] turns bytes into a request whose arrays are charged to a
/// reservation; [io.parallax.format.AnswerFormat] turns results into bytes. Formats are found as
/// beans, by their media types; adding one is adding one sub-package.
///
/// What a body can say whatever its format: which request it is ([io.parallax.format.Decoded],
/// [io.parallax.format.ExplainRequest]) and how results are to be written
/// ([io.parallax.format.OutputOptions]).
///
/// Knows nothing of HTTP but media types. May use `compute` (requests, results), `array`, `memory`,
/// `strategy` (decisions) and `executor`.
@NullMarked
package io.parallax.format;

import org.jspecify.annotations.NullMarked;
