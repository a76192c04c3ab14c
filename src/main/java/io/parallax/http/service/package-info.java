/// Describes the service itself: strategies, functions, limits and problems.
@NullMarked
package io.parallax.http.service;

import org.jspecify.annotations.NullMarked;
