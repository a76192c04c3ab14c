/// Datasets: the resources below `/v1/datasets`.
///
/// Start at [io.parallax.http.dataset.UploadExchange]. An upload goes from its connection into
/// files of the data folder while it arrives: the readers of `format` allocate arrays from the
/// reservation of a draft, whose memory are files. So a body may be larger than the memory of the
/// service, and is bounded by settings of its own ([io.parallax.http.dataset.UploadProperties]). An
/// upload has left the edge's threads while it waits for its client; the number of uploads is
/// bounded. What an upload has not published is gone with its draft, whatever happens.
///
/// [io.parallax.http.dataset.DataExchange] writes columns straight from their files. A dataset
/// never changes, so all that is read of it has an entity tag
/// ([io.parallax.http.dataset.EntityTag]).
@NullMarked
package io.parallax.http.dataset;

import org.jspecify.annotations.NullMarked;
