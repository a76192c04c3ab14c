package io.parallax.dataset.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.parallax.dataset.Dataset;
import io.parallax.dataset.DatasetStore;
import io.parallax.dataset.OpenDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The files of a folder of datasets, as somebody sees them who looks into it.
public record DataFiles(Path folder) {
  public Path column(Dataset.Column column) {
    return folder.resolve("columns").resolve(column.sha256());
  }

  public Path manifest(Dataset dataset) {
    return folder.resolve("sets").resolve(dataset.id() + ".json");
  }

  /// The names in a part of the folder.
  public Set<String> names(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(part))) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    }
  }

  /// Checks that the folder has the files of the datasets that a store lists, and no others: no
  /// column without a dataset, and nothing of instances that ended.
  ///
  /// @param instances that live
  public void requireNoLeftovers(DatasetStore store, int instances) throws IOException {
    List<Dataset> all = store.list(Integer.MAX_VALUE, Optional.empty());
    Set<String> columns = new HashSet<>();
    Set<String> manifests = new HashSet<>();
    for (Dataset dataset : all) {
      manifests.add(dataset.id() + ".json");
      dataset.columns().forEach(column -> columns.add(column.sha256()));
    }
    assertThat(names("columns")).isEqualTo(columns);
    assertThat(names("sets")).isEqualTo(manifests);
    assertThat(names("incoming")).hasSize(instances);
    for (String instance : names("incoming")) {
      assertThat(names("incoming/" + instance)).containsExactly("owner", "promised");
    }
  }

  /// Checks every element of every dataset that a store lists.
  public static Set<Content> verifyAll(DatasetStore store) {
    Set<Content> contents = new HashSet<>();
    for (Dataset dataset : store.list(Integer.MAX_VALUE, Optional.empty())) {
      try (OpenDataset open = store.open(dataset.id(), Content.soon())) {
        contents.add(Content.verify(open));
      }
    }
    return contents;
  }
}
