package io.parallax.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonCodecBenchmarkTest {
  @Test
  void bothLoopsReadAndWriteTheSame() throws IOException {
    JsonCodecBenchmark benchmark = new JsonCodecBenchmark();
    benchmark.elementCount = 1_000;
    benchmark.prepare();
    double last = new Random(1).doubles(1_000).skip(999).findFirst().orElseThrow();

    assertThat(benchmark.readPlainly()).isEqualTo(last);
    assertThat(benchmark.read()).isEqualTo(last);
    assertThat(benchmark.write())
        .isBetween(benchmark.writePlainly(), benchmark.writePlainly() + 500);

    benchmark.release();
  }
}
