/// What the service adds to its container, Tomcat.
///
/// **Threads.** Tomcat's poller notices that a connection has something to read and hands it to
/// [io.parallax.http.tomcat.EdgeThreads], platform threads of which as many are at work as there
/// are cores. Measured with 64 connections on two cores: requests waited as long for one of them as
/// for a carrier of virtual threads (p99 10 to 20 ms under full load either way), but from its
/// first instruction on one request in a hundred took 54 to 62 ms on virtual threads and the
/// longest 310, on these threads 8 to 12 and 46. Likely, not proven: a virtual thread that meets a
/// lock in the middle of a request gives its carrier up and joins the end of the queue again,
/// behind every request that came later. So virtual threads are left to what only waits.
///
/// **Headers.** [io.parallax.http.tomcat.EdgeProtocol] closes connections whose headers are under
/// way for too long.
@NullMarked
package io.parallax.http.tomcat;

import org.jspecify.annotations.NullMarked;
