package io.parallax.http.client;

/// An open socket of this process.
///
/// @param number the number that system calls use; it is used again after the socket is closed
/// @param cookie the kernel's number for the socket, never used again
record Descriptor(int number, long cookie) {}
