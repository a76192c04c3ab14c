/// Requests that compute: one controller an operation, each as thin as it can be.
///
/// Start at [io.parallax.http.compute.ComputeExchange], the path of every request that computes,
/// from its headers to the last byte of its answer. One thread at a time handles a request; a
/// request that waited for its body goes on with another thread. Receiving, computing and answering
/// are three resources. A request gives back what it holds of one resource before it takes from the
/// next:
///
/// | stage | thread | bounded by | memory |
/// |---|---|---|---|
/// | receiving | a thread of the edge; a request that waits for its client has no thread | places of [io.parallax.http.compute.Reception] | the body: 64 KiB on the heap, more charged to a share |
/// | reading, planning | the edge's; a long body waits for a place first | the cores; [io.parallax.compute.HeapBudget] | arrays that were sent and the heap of texts and program, charged |
/// | computing | the edge's when tiny; else absent from it | places of [io.parallax.compute.Admission] | all arrays, charged in one piece |
/// | answering | the edge's when short; else absent from it | places of [io.parallax.http.compute.Answering]; encoding: the cores | the results alone |
///
/// A thread that is absent from the edge is replaced at once (see `tomcat`), so the edge always has
/// a thread a core for tiny requests. The thread that handles a request owns its memory: one
/// reservation for the body and one for the arrays. It closes both whatever happens. `format` reads
/// and writes the bodies; `problem` turns every failure into a problem of RFC 9457.
@NullMarked
package io.parallax.http.compute;

import org.jspecify.annotations.NullMarked;
