package io.parallax.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.http.testing.ClientExamples;
import io.parallax.http.testing.ClientGenerator;
import io.parallax.http.testing.OnTheService;
import io.parallax.http.testing.OverHttp;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A Java client generated from the description compiles, and is answered as plain HTTP is.
@OnTheService
class JavaClientIT extends OverHttp {
  private static final Path EXAMPLES = Path.of("src", "test", "clients", "java", "Examples.java");

  JavaClientIT(@LocalServerPort int port) {
    super(port);
  }

  @Test
  void aGeneratedClientIsAnsweredAsPlainHttpIs(@TempDir Path folder) throws Exception {
    ClientGenerator generator = new ClientGenerator(folder.resolve("client"));
    generator.generate(
        this,
        "java",
        "java",
        List.of(
            "--library=native",
            "--additional-properties=useJakartaEe=true,openApiNullable=false",
            "--global-property=apis,models,supportingFiles,apiTests=false,modelTests=false,"
                + "apiDocs=false,modelDocs=false"));
    ClientExamples examples = ClientExamples.of(this);
    Path source = folder.resolve("examples.json");
    Path target = folder.resolve("answers.json");
    examples.write(source);

    Path classes = folder.resolve("classes");
    compile(generator.files(".java"), classes);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass("Examples")
          .getMethod("main", String[].class)
          .invoke(
              null,
              (Object)
                  new String[] {
                    "http://localhost:" + port(), source.toString(), target.toString()
                  });
    }

    examples.requireSameAnswers(target);
  }

  private static void compile(List<Path> generated, Path classes) throws Exception {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Path> sources = new ArrayList<>(generated);
    sources.add(EXAMPLES);
    StringWriter complaints = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  complaints,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-proc:none", "-nowarn"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(complaints.toString()).isTrue();
    }
  }
}
