package io.parallax.executor.testing;

import io.parallax.executor.StopWords;
import io.parallax.executor.process.ProcessProperties;
import io.parallax.executor.process.WorkerProcesses;
import io.parallax.executor.process.WorkerRuns;
import io.parallax.memory.MemoryBudget;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Worker processes for tests.
public final class Processes {
  private Processes() {}

  /// No workers.
  public static WorkerRuns none() {
    return new WorkerRuns(
        new WorkerProcesses(
            properties(Map.of("workers", 0)), new WorkerProcesses.Opening.Unavailable("a test")),
        new MemoryBudget(0),
        new StopWords());
  }

  /// The defaults but for the given settings, such as `workers`, and without warming up.
  public static ProcessProperties properties(Map<String, Object> settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("parallax.processes.warm-up", "0s");
    settings.forEach((name, value) -> properties.put("parallax.processes." + name, value));
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("parallax.processes", ProcessProperties.class);
  }
}
