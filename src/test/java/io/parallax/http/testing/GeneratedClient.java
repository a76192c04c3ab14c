package io.parallax.http.testing;

import java.util.List;

/// How a client in some language is generated, built and run. Commands run in the client's folder,
/// which also has the files of `sources`.
///
/// @param generator the name that OpenAPI Generator has for it
/// @param options of the generator
/// @param target where it is generated, below the client's folder
/// @param sources the program that uses it, a folder below `src/test/clients`
/// @param leftovers what is generated and not wanted
/// @param needs what the machine must have, in words
/// @param probe a command that succeeds where the machine has it
/// @param build commands one after another
/// @param run takes the service's address, the file of examples and the file of answers
public record GeneratedClient(
    String generator,
    List<String> options,
    String target,
    String sources,
    List<String> leftovers,
    String needs,
    List<String> probe,
    List<List<String>> build,
    List<String> run) {

  public static final GeneratedClient PYTHON =
      new GeneratedClient(
          "python",
          List.of(),
          ".",
          "python",
          List.of(),
          "python3 with pydantic 2, urllib3, python-dateutil and typing_extensions",
          List.of(
              "python3",
              "-c",
              "import dateutil, pydantic, typing_extensions, urllib3; assert pydantic.VERSION >"
                  + " '2'"),
          List.of(List.of("python3", "-m", "compileall", "-q", "openapi_client")),
          List.of("python3", "examples.py"));

  public static final GeneratedClient TYPESCRIPT =
      new GeneratedClient(
          "typescript-fetch",
          List.of(),
          "client",
          "typescript",
          List.of(),
          "node and npm",
          List.of("npm", "--version"),
          List.of(
              List.of("npm", "install", "--no-audit", "--no-fund"),
              List.of("npx", "tsc", "--project", ".")),
          List.of("node", "examples.js"));

  public static final GeneratedClient GO =
      new GeneratedClient(
          "go",
          List.of("--additional-properties=packageName=client"),
          "client",
          "go",
          List.of("client/go.mod", "client/go.sum", "client/test"),
          "go",
          List.of("go", "version"),
          List.of(List.of("go", "vet", "./..."), List.of("go", "build", "-o", "examples", ".")),
          List.of("./examples"));

  public GeneratedClient {
    options = List.copyOf(options);
    leftovers = List.copyOf(leftovers);
    probe = List.copyOf(probe);
    build = List.copyOf(build);
    run = List.copyOf(run);
  }

  @Override
  public String toString() {
    return generator;
  }
}
