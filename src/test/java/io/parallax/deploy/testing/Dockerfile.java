package io.parallax.deploy.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The instructions of the Dockerfile, a list for each stage.
public record Dockerfile(List<Stage> stages) {

  /// What is between two `FROM`.
  ///
  /// @param base the image it begins with
  /// @param name empty when it has none
  public record Stage(String base, String name, List<Instruction> instructions) {}

  /// One line.
  ///
  /// @param arguments as written, in one line
  public record Instruction(String keyword, String arguments) {
    /// The arguments of the form with brackets.
    public List<String> array() {
      return List.of(JsonMapper.shared().readValue(arguments, String[].class));
    }

    /// The arguments between spaces.
    public List<String> words() {
      return List.of(arguments.split(" +", -1));
    }
  }

  public static Dockerfile ofTheService() {
    return parse(Manifests.text(Path.of("Dockerfile")));
  }

  public static Dockerfile parse(String text) {
    String joined =
        text.lines()
            .filter(line -> !line.strip().startsWith("#"))
            .map(line -> line.endsWith("\\") ? line.substring(0, line.length() - 1) : line + "\n")
            .reduce("", String::concat);
    List<Stage> stages = new ArrayList<>();
    for (String line : joined.lines().filter(each -> !each.isBlank()).toList()) {
      String[] parts = line.strip().split(" +", 2);
      String keyword = parts[0].toUpperCase(Locale.ROOT);
      if (keyword.equals("FROM")) {
        String[] words = parts[1].strip().split(" +", -1);
        stages.add(new Stage(words[0], words.length == 3 ? words[2] : "", new ArrayList<>()));
      } else {
        stages.getLast().instructions().add(new Instruction(keyword, parts[1].strip()));
      }
    }
    return new Dockerfile(List.copyOf(stages));
  }

  /// The stage that becomes the image.
  public Stage last() {
    return stages.getLast();
  }

  /// The instructions of that kind in the last stage.
  public Stream<Instruction> all(String keyword) {
    return last().instructions().stream().filter(each -> each.keyword().equals(keyword));
  }

  /// The only instruction of that kind in the last stage.
  public Instruction only(String keyword) {
    List<Instruction> found = all(keyword).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " times " + keyword);
    }
    return found.getFirst();
  }

  /// The environment of the image.
  public Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    all("ENV")
        .flatMap(each -> each.words().stream())
        .map(each -> each.split("=", 2))
        .forEach(each -> environment.put(each[0], each[1]));
    return environment;
  }

  /// The command of the health check.
  public List<String> healthCheck() {
    String arguments = only("HEALTHCHECK").arguments();
    return Arrays.asList(
        JsonMapper.shared()
            .readValue(arguments.substring(arguments.indexOf("CMD") + 3), String[].class));
  }
}
