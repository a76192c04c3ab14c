/// Failures as RFC 9457 describes them: one JSON object that says what is wrong, with a `type`
/// whose address explains the kind of failure.
///
/// [io.parallax.http.problem.ProblemType] is the catalogue. A failure becomes a
/// [io.parallax.http.problem.Problem] in one of two places.
/// [io.parallax.http.problem.ProblemAdvice] handles whatever a controller throws and every request
/// that no controller takes. [io.parallax.http.tomcat.ProblemReportValve] handles failures that
/// never reach Spring, such as a malformed request line. After the first byte of an answer has been
/// sent, no problem can be written. The connection is closed instead, which the client sees as an
/// incomplete body.
///
/// Nothing internal is told: an unexpected failure is logged under the request's id, and the answer
/// has only this id.
@NullMarked
package io.parallax.http.problem;

import org.jspecify.annotations.NullMarked;
