/// The service as HTTP shows it: one controller per resource, each as thin as it can be.
///
/// Start at [io.parallax.http.ComputeExchange], the path of every request that computes, on one
/// thread from its headers to the last byte of its answer. Receiving, computing and answering are
/// three resources, and what a request holds in one it has given back before it takes from the
/// next:
///
/// | stage | thread | bounded by | memory |
/// |---|---|---|---|
/// | receiving | a thread of the edge; one that waits for its client is absent from it | places of [io.parallax.http.Reception] | the body: 64 KiB on the heap, more charged to a share |
/// | reading, planning | the edge's; a long body waits for a place first | the cores; [io.parallax.compute.HeapBudget] | arrays that were sent and the heap of texts and program, charged |
/// | computing | the edge's when tiny; else absent from it | places of [io.parallax.compute.Admission] | all arrays, charged in one piece |
/// | answering | the edge's when short; else absent from it | places of [io.parallax.http.Answering]; encoding: the cores | the results alone |
///
/// A thread that is absent is replaced at once (see `tomcat`), so the edge always has a thread a
/// core for requests that are tiny. The thread that handles a request owns its memory, in one
/// reservation for the body and one for the arrays, and closes both whatever happens. `json` reads
/// and writes the bodies; `problem` turns every failure into a problem of RFC 9457.
///
/// What holds for every request, whoever sends it:
/// - It takes bounded bytes, bounded time and a bounded number of places; `GET /v1/limits` shows
///   every bound, from the constants and records that enforce it.
/// - It has an id, which its answer, its problem and the log lines about it carry.
/// - A client that is slow to send has neither a place to compute nor memory for arrays, one that
///   is slow to read no longer has a place. Both are cut off when they are slower than
///   [io.parallax.http.Pace] allows.
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
