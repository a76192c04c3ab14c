/// Every failure as RFC 9457 describes it: what is wrong in one JSON object, with a `type` whose
/// address explains the kind of failure.
///
/// [io.parallax.http.problem.ProblemType] is the catalogue. A failure becomes a
/// [io.parallax.http.problem.Problem] in one of two places:
/// [io.parallax.http.problem.ProblemAdvice] for whatever a controller throws or no controller
/// takes, and [io.parallax.http.tomcat.ProblemReportValve] for what never reaches Spring, such as a
/// malformed request line. Once the first byte of an answer is out there is no place for a problem:
/// the connection is closed instead, which the client sees as an incomplete body.
///
/// Nothing internal is told: an unexpected failure is logged under the request's id and answered
/// with that id alone.
@NullMarked
package io.parallax.http.problem;

import org.jspecify.annotations.NullMarked;
