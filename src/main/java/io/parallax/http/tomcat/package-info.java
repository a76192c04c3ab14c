/// What the service adds to its container, Tomcat.
///
/// **Threads.** Tomcat's poller notices that a connection has something to read and hands it to
/// [io.parallax.http.tomcat.EdgeThreads], platform threads of which as many are at work as there
/// are cores. With 64 connections and two cores, requests waited as long for one of them as for a
/// carrier of virtual threads (p99 10 to 20 ms under full load either way). But a virtual thread
/// that meets a lock in the middle of a request gives its carrier up and joins the end of the queue
/// again, behind every request that came later, and may do so several times: of the requests on
/// virtual threads one in a hundred took 54 to 62 ms and the longest 310 from its first instruction
/// on, on these threads 8 to 12 and 46. So virtual threads are left to what only waits.
@NullMarked
package io.parallax.http.tomcat;

import org.jspecify.annotations.NullMarked;
