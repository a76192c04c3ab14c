/// Elements alone, as `application/octet-stream`: little-endian, row-major. Type and shape are told
/// beside the body: in headers of an answer, in parameters of an input's media type
/// ([io.parallax.format.raw.RawArrayFormat]).
@NullMarked
package io.parallax.format.raw;

import org.jspecify.annotations.NullMarked;
