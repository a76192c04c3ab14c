package io.parallax.http.page.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A tab of a browser, used as a person does: with keys, clicks and files that are dropped.
public final class ChromiumTab {
  private static final int PATIENCE_MS = 60_000;
  private static final int POINTER_PRESSED = 1;

  private static final Map<String, Key> KEYS =
      Map.of(
          "Tab", new Key("Tab", 9, ""),
          "Enter", new Key("Enter", 13, "\r"),
          "Escape", new Key("Escape", 27, ""),
          "ArrowRight", new Key("ArrowRight", 39, ""),
          "ArrowDown", new Key("ArrowDown", 40, ""));

  private final Chromium browser;
  private final String session;
  private final List<String> faults = new CopyOnWriteArrayList<>();

  ChromiumTab(Chromium browser, String session) {
    this.browser = browser;
    this.session = session;
  }

  private record Key(String name, int code, String text) {}

  void begin() {
    List.of("Page", "Runtime", "Log", "DOM").forEach(domain -> send(domain + ".enable", Map.of()));
  }

  /// Keeps what went wrong in the page. That the service refused a request is no fault of the page.
  void notice(String event, JsonNode parameters) {
    if (event.equals("Runtime.exceptionThrown")) {
      faults.add(parameters.toString());
    } else if (event.equals("Log.entryAdded")) {
      JsonNode entry = parameters.get("entry");
      boolean isRefusal = entry.get("source").stringValue().equals("network");
      if (entry.get("level").stringValue().equals("error") && !isRefusal) {
        faults.add(entry.toString());
      }
    }
  }

  /// Exceptions of the page, and what its policy refused.
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /// Opens an address and waits until the page says that it can be used.
  public void open(String address) {
    send("Page.navigate", Map.of("url", address));
    await("document.documentElement.dataset.ready");
  }

  /// Shows the page in a size, and in the dark or not.
  public void show(int width, int height, boolean isDark) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  /// The value of an expression of JavaScript, which may be a promise.
  public JsonNode value(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonNode value = answer.get("result").get("value");
    return value == null ? JsonMapper.shared().nullNode() : value;
  }

  public String text(String expression) {
    return value("String(" + expression + ")").stringValue();
  }

  /// The text of the elements that a selector finds.
  public String textOf(String selector) {
    return text(
        "[...document.querySelectorAll(%s)].map(e => e.textContent).join('\\n')"
            .formatted(quoted(selector)));
  }

  /// Waits until a condition holds.
  public void await(String condition) {
    String wait =
        """
        new Promise(resolve => {
          const end = performance.now() + %d;
          const look = () => {
            let holds = false;
            try { holds = Boolean(%s); } catch {}
            if (holds || performance.now() > end) resolve(holds); else setTimeout(look, 10);
          };
          look();
        })
        """
            .formatted(PATIENCE_MS, condition);
    if (!value(wait).booleanValue()) {
      throw new AssertionError("never: " + condition + "\n" + text("document.body.innerText"));
    }
  }

  /// Waits until an element that is seen has a text.
  public void awaitText(String selector, String part) {
    await(
        "[...document.querySelectorAll(%s)].some(e => e.checkVisibility() && e.textContent.includes(%s))"
            .formatted(quoted(selector), quoted(part)));
  }

  /// Replaces the text of a field as a person who selects all and types.
  public void type(String selector, String text) {
    value(
        "(e => { e.focus(); e.select(); })(document.querySelector(%s))"
            .formatted(quoted(selector)));
    send("Input.insertText", Map.of("text", text));
  }

  /// Presses a key, with Control where it is wanted.
  public void press(String name, boolean hasControl) {
    Key key = KEYS.get(name);
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key.name(),
              "code",
              key.name(),
              "windowsVirtualKeyCode",
              key.code(),
              "modifiers",
              hasControl ? 2 : 0,
              "text",
              type.equals("keyDown") && !hasControl ? key.text() : ""));
    }
  }

  /// Clicks the first element that is seen among those a selector finds and has a text.
  public void click(String selector, String part) {
    awaitText(selector, part);
    JsonNode place =
        value(
            """
            (e => {
              e.scrollIntoView({block: 'center'});
              const r = e.getBoundingClientRect();
              return {x: r.x + r.width / 2, y: r.y + r.height / 2};
            })([...document.querySelectorAll(%s)].find(e => e.checkVisibility() && e.textContent.includes(%s)))
            """
                .formatted(quoted(selector), quoted(part)));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              place.get("x").doubleValue(),
              "y",
              place.get("y").doubleValue(),
              "button",
              "left",
              "buttons",
              POINTER_PRESSED,
              "clickCount",
              1));
    }
  }

  /// Chooses an entry of a list by its text.
  public void choose(String selector, String entry) {
    value(
        """
        (e => {
          e.selectedIndex = [...e.options].findIndex(o => o.text === %s);
          e.dispatchEvent(new Event('change', {bubbles: true}));
        })(document.querySelector(%s))
        """
            .formatted(quoted(entry), quoted(selector)));
  }

  /// Drags a file of this machine onto an element and drops it.
  public void drop(String selector, Path file) {
    JsonNode place =
        value(
            """
            (e => {
              e.scrollIntoView({block: 'center'});
              const r = e.getBoundingClientRect();
              return {x: r.x + r.width / 2, y: r.y + r.height / 2};
            })([...document.querySelectorAll(%s)].find(e => e.checkVisibility()))
            """
                .formatted(quoted(selector)));
    Map<String, Object> data =
        Map.of(
            "items", List.of(),
            "files", List.of(file.toAbsolutePath().toString()),
            "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      send(
          "Input.dispatchDragEvent",
          Map.of(
              "type",
              type,
              "x",
              place.get("x").doubleValue(),
              "y",
              place.get("y").doubleValue(),
              "data",
              data));
    }
  }

  /// Saves a picture of the whole page.
  public void picture(Path file) throws IOException {
    JsonNode picture = send("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(picture.get("data").stringValue()));
  }

  private JsonNode send(String method, Map<String, ?> parameters) {
    return browser.send(session, method, parameters);
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }
}
