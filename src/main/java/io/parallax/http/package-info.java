/// The service as HTTP shows it: one controller per resource, each as thin as it can be.
///
/// Start at [io.parallax.http.ComputeExchange], the path of every request that computes: the way it
/// came is checked, it is let in, its body is read through [io.parallax.http.BoundedBody] into
/// memory charged to its reservation, run, and written through [io.parallax.http.AnswerStream];
/// whatever happens, its memory and its place are given back. `json` reads and writes the bodies;
/// `problem` turns every failure into a problem of RFC 9457.
///
/// What holds for every request, whoever sends it:
/// - It takes bounded bytes, bounded time and a bounded number of places; `GET /v1/limits` shows
///   every bound, from the constants and records that enforce it.
/// - It has an id, which its answer, its problem and the log lines about it carry.
/// - A client that is slow to send or to read costs a connection and a virtual thread for a bounded
///   time; one that is slow to begin has no place and no memory yet.
///
/// A client that leaves is noticed while its request waits, arrives or is computed, and the work
/// ends; [io.parallax.http.client] says how. [io.parallax.http.Drain] is how the service stops.
///
/// The OpenAPI description has two sources: operations are annotated at the controllers, while
/// schemas, examples and common responses stand in `openapi/description.yaml`, because bodies are
/// streamed by hand and have no classes to derive schemas from. A test executes every example and
/// checks every answer against its schema.
@NullMarked
package io.parallax.http;

import org.jspecify.annotations.NullMarked;
