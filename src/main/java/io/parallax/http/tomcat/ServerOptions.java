package io.parallax.http.tomcat;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/// Answers `OPTIONS *`, which asks for the methods that some address takes. The container would
/// name `PUT` and `TRACE`, which none takes.
final class ServerOptions implements LifecycleListener {
  private static final String METHODS = "GET, HEAD, POST, DELETE, OPTIONS";

  /// Puts the answer in front of the connector's adapter, which exists once the connector is
  /// initialized.
  @Override
  public void lifecycleEvent(LifecycleEvent event) {
    if (Lifecycle.AFTER_INIT_EVENT.equals(event.getType())
        && event.getLifecycle() instanceof Connector connector) {
      connector
          .getProtocolHandler()
          .setAdapter(new Answering(connector.getProtocolHandler().getAdapter()));
    }
  }

  private record Answering(Adapter rest) implements Adapter {
    @Override
    public void service(Request request, Response response) throws Exception {
      if ("OPTIONS".equals(request.getMethod()) && request.requestURI().equals("*")) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Allow", METHODS);
        response.setContentLength(0);
        response.action(ActionCode.COMMIT, null);
        response.action(ActionCode.CLOSE, null);
      } else {
        rest.service(request, response);
      }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
      return rest.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status)
        throws Exception {
      return rest.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
      rest.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
      rest.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
      return rest.getDomain();
    }
  }
}
