package io.parallax.http.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.tomcat.ProblemReportValve;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class StoppingConnectorTest {
  private static final String REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;

  /// Is told to stop when it has read a request's first line, but not its headers.
  public static final class StoppingAfterTheFirstLine extends Http11NioProtocol {
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public boolean isPaused() {
      return looks.getAndIncrement() > 0;
    }
  }

  @Test
  void aValidRequestIsToldThatTheServiceStopsNotThatItIsNotValid() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.toString());
    Connector connector = new Connector(StoppingAfterTheFirstLine.class.getName());
    connector.setPort(0);
    tomcat.setConnector(connector);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setErrorReportValveClass("");
    host.getPipeline().addValve(new ProblemReportValve(new ProblemWriter(new JsonMapper())));
    tomcat.start();
    try (Socket socket = new Socket("localhost", connector.getLocalPort())) {
      socket.getOutputStream().write(REQUEST.getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1", ProblemType.STOPPING.address());
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }
}
