/// Notices clients that leave before they have their answer, and gives requests up.
///
/// Start reading at [io.parallax.http.client.Clients], the class the rest of the service uses. It
/// gives each request the [io.parallax.limit.Cancellation] that its deadlines share. It remembers
/// the cancellation under the request's id for `DELETE /v1/requests/{id}`, and has the connection
/// watched as long as the request is in work.
///
/// **How a client that leaves is noticed.** Tomcat reads nothing from a connection while its
/// request is computed, so it does not see that the connection has ended. Linux reports the end
/// through `poll(2)` and `POLLRDHUP` on the connection's descriptor. `ClientWatch` polls all
/// connections together, a hundred times a second. Java hides descriptors, unless a flag opens its
/// inner packages. So `Descriptors` searches the open descriptors for the one whose peer is the
/// client, once for each connection. It recognises the descriptor by the number that the kernel
/// gives every socket (`SO_COOKIE`): a descriptor that has been used again for another connection
/// is never mistaken for the first. When the service starts, it tries whether this works. Where it
/// does not, such as on other systems, clients that leave are not noticed, and the log says so.
///
/// A client that ends its half of the connection (FIN) has left, as for other servers: it cannot be
/// told from a client that is gone. A proxy in front has to pass on that its client has left by
/// ending its own connection, as nginx does by default.
///
/// **Metrics**: `parallax.requests.left`, requests whose client left while they were in work, and
/// `parallax.requests.cancelled`, requests given up by `DELETE`.
@NullMarked
package io.parallax.http.client;

import org.jspecify.annotations.NullMarked;
