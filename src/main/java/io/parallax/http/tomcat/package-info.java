/// Adapts the container, Tomcat, to the service.
///
/// **Threads.** Tomcat's poller notices that a connection has something to read and hands it to
/// [io.parallax.http.tomcat.EdgeThreads], platform threads of which as many are at work as there
/// are cores. Measured with 64 connections on two cores, requests waited as long for one of these
/// threads as for a carrier of virtual threads (p99 10 to 20 ms under full load either way). From
/// its first instruction on, one request in a hundred took 54 to 62 ms on virtual threads and the
/// longest 310; on these threads it was 8 to 12 and 46. A likely, unproven reason: a virtual thread
/// that meets a lock in the middle of a request gives its carrier up and joins the end of the queue
/// again, after every request that came later. So virtual threads are used only for tasks that
/// wait.
///
/// **HTTP/2**, where it is enabled, has the same limits and passes the same valves; a request is a
/// stream, and only a connection is watched for its client ([io.parallax.http.client.Clients]).
///
/// **Headers.** [io.parallax.http.tomcat.EdgeProtocol] closes connections whose headers take too
/// long to arrive.
@NullMarked
package io.parallax.http.tomcat;

import org.jspecify.annotations.NullMarked;
