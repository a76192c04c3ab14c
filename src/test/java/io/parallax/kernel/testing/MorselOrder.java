package io.parallax.kernel.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/// In which order, and on how many threads, a test runs pieces of work.
public enum MorselOrder {
  ASCENDING {
    @Override
    public void forEach(long count, LongConsumer piece) {
      LongStream.range(0, count).forEach(piece);
    }
  },
  SHUFFLED {
    @Override
    public void forEach(long count, LongConsumer piece) {
      shuffled(count).forEach(piece::accept);
    }
  },
  /// On the threads of the common pool.
  CONCURRENT {
    @Override
    public void forEach(long count, LongConsumer piece) {
      shuffled(count).parallelStream().forEach(piece::accept);
    }
  };

  private static final long SEED = 20_261_121;

  public abstract void forEach(long count, LongConsumer piece);

  private static List<Long> shuffled(long count) {
    List<Long> indexes = new ArrayList<>(LongStream.range(0, count).boxed().toList());
    Collections.shuffle(indexes, new Random(SEED));
    return indexes;
  }
}
