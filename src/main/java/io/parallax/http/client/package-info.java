/// Clients that leave before they have their answer, and requests that are given up.
///
/// [io.parallax.http.client.Clients] is where the rest of the service begins: it gives each request
/// the [io.parallax.limit.Cancellation] that its deadlines share, remembers it under the request's
/// id for `DELETE /v1/requests/{id}`, and has the connection watched as long as the request is in
/// work.
///
/// **How a client that leaves is noticed.** Tomcat reads nothing from a connection while its
/// request is computed, so it does not see that the connection has ended. Linux tells whoever asks,
/// by `poll(2)` and `POLLRDHUP`, on the connection's descriptor, and `ClientWatch` asks for all of
/// them together, a hundred times a second. Java keeps descriptors to itself, short of opening its
/// inner packages with a flag; so `Descriptors` looks for the open descriptor whose peer is the
/// client, once for each connection, and knows it again by the number that the kernel gives every
/// socket (`SO_COOKIE`): a descriptor that has been used again for another connection is never
/// taken for the first. Where any of this does not work, such as on other systems, which is tried
/// when the service starts, clients that leave are not noticed, and the log says so.
///
/// A client that ends its half of the connection (FIN) has left, as for other servers: it cannot be
/// told from one that is gone. A proxy in front has to pass on that its client has left, as nginx
/// does by default, by ending its own connection.
///
/// **Metrics**: `parallax.requests.left`, requests whose client left while they were in work, and
/// `parallax.requests.cancelled`, requests given up by `DELETE`.
@NullMarked
package io.parallax.http.client;

import org.jspecify.annotations.NullMarked;
