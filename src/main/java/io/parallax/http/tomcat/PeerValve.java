package io.parallax.http.tomcat;

import io.parallax.http.client.Peer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Records the peer of a request's connection, which a proxy's headers may hide.
public final class PeerValve extends ValveBase {
  public PeerValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Peer.of(request.getPeerAddr(), request.getRemotePort(), request.getLocalPort())
        .ifPresent(peer -> peer.tell(request));
    getNext().invoke(request, response);
  }
}
