package io.parallax.http.client;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Tells who is at the other end of a request's connection, which a proxy's headers may hide.
public final class PeerValve extends ValveBase {
  private static final String ATTRIBUTE = Peer.class.getName();

  public PeerValve() {
    super(true);
  }

  static String attribute() {
    return ATTRIBUTE;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Peer.of(request.getPeerAddr(), request.getRemotePort(), request.getLocalPort())
        .ifPresent(peer -> request.setAttribute(ATTRIBUTE, peer));
    getNext().invoke(request, response);
  }
}
