package io.parallax.http;

import io.parallax.http.testing.ClientExamples;
import io.parallax.http.testing.ClientGenerator;
import io.parallax.http.testing.GeneratedClient;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.FileSystemUtils;

/// Clients generated from the description in other languages compile, and are answered as plain
/// HTTP is. [JavaClientIT] is the same for Java. A language whose tools are missing is skipped.
@OnTheService
class ClientsCampaign extends OverHttp {
  private static final Path SOURCES = Path.of("src", "test", "clients").toAbsolutePath();
  private static final Path TARGET = Path.of("target", "clients");

  ClientsCampaign(@LocalServerPort int port) {
    super(port);
  }

  static Stream<GeneratedClient> clients() {
    return Stream.of(GeneratedClient.PYTHON, GeneratedClient.TYPESCRIPT, GeneratedClient.GO);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aGeneratedClientIsAnsweredAsPlainHttpIs(GeneratedClient client) throws Exception {
    Assumptions.assumeTrue(
        ClientGenerator.succeeds(client.probe()),
        () -> "the client for " + client + " needs what is not here: " + client.needs());
    ClientGenerator generator = new ClientGenerator(TARGET.resolve(client.generator()));
    generator.generate(this, client.generator(), client.target(), client.options());
    Path folder = generator.folder();
    FileSystemUtils.copyRecursively(SOURCES.resolve(client.sources()), folder);
    for (String leftover : client.leftovers()) {
      FileSystemUtils.deleteRecursively(folder.resolve(leftover));
    }
    ClientExamples examples = ClientExamples.of(this);
    examples.write(folder.resolve("examples.json"));

    for (List<String> step : client.build()) {
      generator.run(step);
    }
    List<String> run = new ArrayList<>(client.run());
    run.addAll(List.of("http://localhost:" + port(), "examples.json", "answers.json"));
    generator.run(run);

    examples.requireSameAnswers(folder.resolve("answers.json"));
  }
}
