package io.parallax.http.client;

/// An open socket of this process.
///
/// @param number by which system calls know it; used again once the socket is closed
/// @param cookie the kernel's number for the socket, never used again
record Descriptor(int number, long cookie) {}
