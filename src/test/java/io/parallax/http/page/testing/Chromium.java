package io.parallax.http.page.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real browser without a window, which is told what to do by the DevTools protocol over one
/// WebSocket. It needs a Chromium of the machine and nothing else.
public final class Chromium implements AutoCloseable {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/bin/chromium"),
          Path.of("/usr/bin/chromium-browser"),
          Path.of("/usr/bin/google-chrome"));
  private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final long PATIENCE_SECONDS = 90;

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final Map<String, ChromiumTab> tabs = new ConcurrentHashMap<>();

  private Chromium(Path profile, Process process, WebSocket socket, Answers answers) {
    this.profile = profile;
    this.process = process;
    this.socket = socket;
    answers.receiver.complete(this);
  }

  /// Where the machine has a Chromium.
  public static Optional<Path> installed() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /// Starts it, with a profile of its own.
  public static Chromium start(Path program) throws IOException {
    Path profile = Files.createTempDirectory("chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI address = address(process);
    Answers answers = new Answers();
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, answers).join();
    return new Chromium(profile, process, socket, answers);
  }

  /// A new tab.
  public ChromiumTab open() {
    String target =
        send("", "Target.createTarget", Map.of("url", "about:blank")).get("targetId").stringValue();
    String session =
        send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .stringValue();
    ChromiumTab tab = new ChromiumTab(this, session);
    tabs.put(session, tab);
    tab.begin();
    return tab;
  }

  /// Sends a command and waits for its result.
  ///
  /// @param session the tab's, or empty for the browser itself
  JsonNode send(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    Map<String, Object> command =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    socket.sendText(JsonMapper.shared().writeValueAsString(command), true).join();
    try {
      JsonNode message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message.has("error")) {
        throw new AssertionError(method + ": " + message.get("error"));
      }
      return message.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError(method, failure);
    }
  }

  private void receive(String text) {
    JsonNode message = JsonMapper.shared().readTree(text);
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").intValue());
      if (answer != null) {
        answer.complete(message);
      }
    } else if (message.has("sessionId")) {
      ChromiumTab tab = tabs.get(message.get("sessionId").stringValue());
      if (tab != null) {
        tab.notice(message.get("method").stringValue(), message.get("params"));
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
    // A child that is not quite gone may still write to the profile.
    Awaitility.await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              FileSystemUtils.deleteRecursively(profile);
              return Files.notExists(profile);
            });
  }

  private static URI address(Process process) throws IOException {
    BufferedReader log = process.errorReader();
    String line = log.readLine();
    while (line != null) {
      Matcher found = LISTENS.matcher(line);
      if (found.find()) {
        Thread.ofVirtual().start(() -> log.lines().forEach(_ -> {}));
        return URI.create(found.group(1));
      }
      line = log.readLine();
    }
    throw new IOException("the browser ended before it listened");
  }

  /// Puts the parts of messages together.
  private static final class Answers implements WebSocket.Listener {
    private final CompletableFuture<Chromium> receiver = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        receiver.join().receive(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }
  }
}
