/// Inputs by address: [io.parallax.format.remote.RemoteArrays]. An array in any
/// [io.parallax.format.ArrayFormat] is fetched over HTTP from a host of a list, which is empty by
/// default ([io.parallax.format.remote.AllowedHosts]). The addresses of the host are checked where
/// the connection is made, and the connection is made to the addresses that were checked
/// ([io.parallax.format.remote.CheckedAddresses]), so a name cannot lead into the service's own
/// network. Redirects are followed by hand, each to a host that is checked likewise
/// ([io.parallax.format.remote.RemoteSource]).
///
/// A fetch receives into a reservation of its own on a virtual thread, while the request's thread
/// reads the rest of its body or waits; the request's thread then reads the array.
@NullMarked
package io.parallax.format.remote;

import org.jspecify.annotations.NullMarked;
