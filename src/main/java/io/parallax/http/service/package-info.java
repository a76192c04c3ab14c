/// What the service tells about itself: strategies, functions, limits and problems.
@NullMarked
package io.parallax.http.service;

import org.jspecify.annotations.NullMarked;
