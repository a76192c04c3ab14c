/// Bodies in `multipart/form-data` (RFC 7578): a request in JSON and a part for each input. Start
/// at [io.parallax.format.multipart.MultipartRequestFormat]. The body is read once, from its first
/// byte to its last, and no part is stored.
@NullMarked
package io.parallax.format.multipart;

import org.jspecify.annotations.NullMarked;
