package io.parallax.http.page;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.stereotype.Component;

/// The files of the page by their paths below `/page`, such as `style/base.css`: those of the
/// folder `page` among the resources, and uPlot, which draws the charts, below `uplot`. They are
/// read once, at the start. A path that is asked for is looked up among them and is never a path of
/// the file system.
@Component
final class PageFiles {
  static final String HOME = "index.html";

  private static final String FOLDER = "page/";
  private static final String FILES = "classpath:" + FOLDER + "**/*.*";
  private static final String CHARTS = "uplot/";
  private static final String CHART_FILES =
      "classpath:META-INF/resources/webjars/uplot/*/dist/uPlot*.min.*";

  private final Map<String, PageFile> byPath = new TreeMap<>();

  PageFiles() throws IOException {
    PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
    for (Resource file : resources.getResources(FILES)) {
      String address = file.getURL().getPath();
      add(address.substring(address.lastIndexOf('/' + FOLDER) + FOLDER.length() + 1), file);
    }
    for (Resource file : resources.getResources(CHART_FILES)) {
      add(CHARTS + file.getFilename(), file);
    }
  }

  Optional<PageFile> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  Set<String> paths() {
    return Collections.unmodifiableSet(byPath.keySet());
  }

  private void add(String path, Resource file) throws IOException {
    MediaType type = MediaTypeFactory.getMediaType(path).orElseThrow();
    byPath.put(path, PageFile.of(type, file.getContentAsByteArray()));
  }
}
