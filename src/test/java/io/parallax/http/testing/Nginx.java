package io.parallax.http.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// nginx as it comes, in front of instances of the service on this machine: it repeats no POST that
/// it has sent, and passes on that a client has left.
public final class Nginx implements AutoCloseable {
  private final Path folder;
  private final List<Integer> upstream;
  private final int port = freePort();
  private final Process process;

  /// Starts it.
  ///
  /// @param folder for what it writes
  /// @param upstream the instances' ports
  public Nginx(Path folder, List<Integer> upstream) throws IOException {
    this.folder = folder;
    this.upstream = upstream;
    configure(List.of());
    process = command("nginx.log").start();
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// Sends nothing more to these instances, and to all others.
  public void leaveOut(List<Integer> down) throws IOException, InterruptedException {
    configure(down);
    command("reload.log", "-s", "reload").start().waitFor();
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }

  private ProcessBuilder command(String log, String... more) {
    ProcessBuilder command =
        new ProcessBuilder("nginx", "-c", configuration().toString(), "-p", folder.toString());
    command.command().addAll(List.of(more));
    return command.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
  }

  private Path configuration() {
    return folder.resolve("nginx.conf");
  }

  private void configure(List<Integer> down) throws IOException {
    String servers =
        upstream.stream()
            .map(each -> "server 127.0.0.1:" + each + (down.contains(each) ? " down;" : ";"))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        configuration(),
        """
        daemon off;
        worker_processes 1;
        pid %1$s/pid;
        error_log %1$s/error.log warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_max_body_size 10m;
          client_body_buffer_size 1m;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          upstream services {
            %2$s
            keepalive 16;
          }
          server {
            listen 127.0.0.1:%3$d;
            location / {
              proxy_pass http://services;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
            .formatted(folder, servers, port),
        StandardCharsets.UTF_8);
  }
}
