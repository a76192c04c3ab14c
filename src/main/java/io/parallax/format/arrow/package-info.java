/// Arrow's streams (`application/vnd.apache.arrow.stream`): tables of named columns, as the
/// document "Arrow Columnar Format" describes them, version 1.5 of the format.
///
/// A stream is a sequence of messages: the schema, record batches, and an end. Each message has
/// metadata, which are read and written with the classes that Apache generates (`arrow-format`),
/// and a body, which goes straight between memory and the stream.
@NullMarked
package io.parallax.format.arrow;

import org.jspecify.annotations.NullMarked;
