package io.parallax.http.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// The two ends of a connection, as far as they tell it from all others of this process.
///
/// @param address the client's, as an IPv6 address, in which IPv4 addresses have a place
/// @param port the client's
/// @param localPort the service's
public record Peer(InetAddress address, int port, int localPort) {
  private static final int IPV6_BYTES = 16;
  private static final int IPV4_AT = 12;
  private static final byte ONES = -1;
  private static final String ATTRIBUTE = Peer.class.getName();

  /// The peer of a request's connection; empty where the container has not told it.
  static Optional<Peer> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Peer peer
        ? Optional.of(peer)
        : Optional.empty();
  }

  /// Tells the request who is at the other end of its connection.
  public void tell(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /// Of an address in numbers; empty for anything else.
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

  /// The bytes of the client's address, mapped if it is one of IPv4.
  byte[] ipv6() {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? mapped(bytes) : bytes;
  }

  /// An IPv4 address among those of IPv6.
  static byte[] mapped(byte[] ipv4) {
    byte[] bytes = new byte[IPV6_BYTES];
    bytes[IPV4_AT - 1] = ONES;
    bytes[IPV4_AT - 2] = ONES;
    System.arraycopy(ipv4, 0, bytes, IPV4_AT, ipv4.length);
    return bytes;
  }
}
