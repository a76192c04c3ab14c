/// Elements alone, as `application/octet-stream`: little-endian, row-major, without type and shape,
/// which are told beside the body.
@NullMarked
package io.parallax.format.raw;

import org.jspecify.annotations.NullMarked;
