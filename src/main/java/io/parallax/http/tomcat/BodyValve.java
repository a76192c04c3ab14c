package io.parallax.http.tomcat;

import io.parallax.http.problem.UnreadBody;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Lets a request's body be read after the request has given its thread back. Two properties of the
/// container make this necessary. The container must not work on the request at the same time. And
/// when reading fails, the container begins an answer of its own, after which the request would
/// never get a thread again.
public final class BodyValve extends ValveBase {
  private static final String RESPONSE = BodyValve.class.getName();
  private static final String READING = RESPONSE + ".reading";

  public BodyValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    request.setAttribute(RESPONSE, response);
    getNext().invoke(request, response);
    if (request.isAsync() && request.getAttribute(READING) instanceof Runnable reading) {
      request.removeAttribute(READING);
      reading.run();
    }
  }

  /// Runs `reading` when the request has left its thread. Asynchronous processing of the request
  /// has been started.
  public static void afterwards(HttpServletRequest request, Runnable reading) {
    request.setAttribute(READING, reading);
  }

  /// Discards the answer that the container has begun if reading the request's body failed.
  public static void takeBack(HttpServletRequest request) {
    if (request.getAttribute(RESPONSE) instanceof Response response
        && response.isErrorReportRequired()) {
      response.resetError();
      response.setSuspended(false);
      response.setStatus(Response.SC_OK);
      request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
      UnreadBody.giveUp(request);
    }
  }
}
