/// Reads Parquet files: [io.parallax.format.parquet.ParquetArrayFormat]. Pages are decoded by
/// Hardwood, into arrays of Java's heap. Before Hardwood sees a file, everything in it that decides
/// how much memory decoding takes is checked here: the footer's and the pages' descriptions
/// ([io.parallax.format.parquet.CompactReader]), and where the pages are and how large
/// ([io.parallax.format.parquet.ChunkPages]). So the heap of a read is known before it begins
/// ([io.parallax.format.parquet.DecodingHeap]), whatever the file claims.
///
/// The file is in memory of the request's reservation while it is read, because its description is
/// at its end. Uses `format`, as every format does; knows nothing of HTTP.
@NullMarked
package io.parallax.format.parquet;

import org.jspecify.annotations.NullMarked;
