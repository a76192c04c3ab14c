/// The HTTP edge: what every request passes, whatever it asks for.
///
/// `compute` receives, computes and answers requests; `service` describes the service itself;
/// `problem` turns every failure into a problem of RFC 9457; `client` notices clients that leave;
/// `tomcat` is the only package that knows the container.
///
/// These rules hold for every request, whoever sends it:
/// - It takes bounded bytes, bounded time and a bounded number of places. `GET /v1/limits` shows
///   every bound, from the constants and records that enforce it.
/// - It has an id, which is part of its answer, of its problem and of the log lines about it.
/// - A client that is slow to send has neither a place to compute nor memory for arrays. A client
///   that is slow to read no longer has a place. Both are cut off when they are slower than
///   [io.parallax.http.Pace] allows.
///
/// A client that leaves is noticed while its request waits, arrives or is computed, and the work
/// ends; [io.parallax.http.client] says how. [io.parallax.http.Drain] stops the service. The gauge
/// `parallax.ready` is 1 while the service accepts traffic.
///
/// The OpenAPI description has two sources. Operations are annotated at the controllers. Schemas,
/// examples, bodies and common responses are written in `openapi/description.yaml`, because bodies
/// are streamed by hand and have no classes to derive schemas from. Tests execute every example,
/// check every answer against its schema, and send the examples through generated clients.
@NullMarked
package io.parallax.http;

import org.jspecify.annotations.NullMarked;
