/// Bodies of requests and answers. There is one interface for each direction and one sub-package
/// for each format.
///
/// [io.parallax.format.RequestFormat] turns bytes into a request whose arrays are charged to a
/// reservation, [io.parallax.format.ArrayFormat] bytes into arrays that are sent beside a request.
/// [io.parallax.format.AnswerFormat] turns results into bytes. Formats are found as beans, by their
/// media types. A new format is a new sub-package.
///
/// A body of any format contains a request ([io.parallax.format.Decoded],
/// [io.parallax.format.ExplainRequest]) and says how results are to be written
/// ([io.parallax.format.OutputOptions]), or has the columns of a dataset
/// ([io.parallax.format.DatasetContent]).
///
/// [io.parallax.format.NumberText] writes the numbers of every format that is text.
///
/// Depends on nothing of HTTP except media types. May use `compute` (requests, results), `array`,
/// `memory`, `strategy` (decisions) and `executor`.
@NullMarked
package io.parallax.format;

import org.jspecify.annotations.NullMarked;
