package io.parallax.http.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// The two ends of a connection, as far as they distinguish it from all other connections of this
/// process.
///
/// @param address the client's address; compared as an IPv6 address, to which IPv4 is mapped
/// @param port the client's port
/// @param localPort the service's port
public record Peer(InetAddress address, int port, int localPort) {
  private static final int IPV6_BYTES = 16;
  private static final int IPV4_AT = 12;
  private static final byte ONES = -1;
  private static final String ATTRIBUTE = Peer.class.getName();

  /// The peer of a request's connection; empty if the container has not recorded it.
  static Optional<Peer> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Peer peer
        ? Optional.of(peer)
        : Optional.empty();
  }

  /// Records the peer in the request.
  public void tell(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /// The peer with a numeric address; empty for any other text.
  public static Optional<Peer> of(String address, int port, int localPort) {
    try {
      return Optional.of(new Peer(InetAddress.ofLiteral(address), port, localPort));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  /// Whether the client's address is this one.
  ///
  /// @param bytes of an IPv6 address
  boolean hasAddress(byte[] bytes) {
    return Arrays.equals(ipv6(), bytes);
  }

  /// The bytes of the client's address as an IPv6 address; an IPv4 address is mapped.
  byte[] ipv6() {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? mapped(bytes) : bytes;
  }

  /// The IPv6 form of an IPv4 address.
  static byte[] mapped(byte[] ipv4) {
    byte[] bytes = new byte[IPV6_BYTES];
    bytes[IPV4_AT - 1] = ONES;
    bytes[IPV4_AT - 2] = ONES;
    System.arraycopy(ipv4, 0, bytes, IPV4_AT, ipv4.length);
    return bytes;
  }
}
