package io.parallax.array;

/// The integers below n in random order, each from its index alone.
///
/// Few integers are shuffled: R. Durstenfeld, "Algorithm 235: Random permutation" (Communications
/// of the ACM 7, 1964). Many are permuted by a Feistel network over a grid of about √n times √n
/// cells, whose rounds add a random function of one coordinate to the other; an index that is moved
/// to a cell beyond n is moved again until it is not (J. Black and P. Rogaway, "Ciphers with
/// arbitrary finite domains", CT-RSA 2002). The grid has fewer than √n + 1 cells beyond n.
final class PermutationDraws implements BlockFill.Longs {
  /// Up to this many integers are shuffled, so that all orders are equally likely.
  private static final int SHUFFLED = 1024;

  private static final int ROUNDS = 8;

  private final long n;
  private final long width;
  private final long height;
  private final long[] keys = new long[ROUNDS];
  private final long[] shuffled;

  PermutationDraws(Distribution.Permutation permutation, long seed) {
    this.n = permutation.n();
    this.width = Math.max(1, (long) Math.ceil(Math.sqrt((double) n)));
    this.height = Math.ceilDiv(n, width);
    long state = RandomBits.state(permutation, seed);
    RandomBits.bits(state, 0, keys, ROUNDS);
    this.shuffled = n <= SHUFFLED ? shuffled((int) n, state) : new long[0];
  }

  @Override
  public void compute(long first, long[] block, int count) {
    for (int i = 0; i < count; i++) {
      block[i] = n <= SHUFFLED ? shuffled[(int) first + i] : permuted(first + i);
    }
  }

  private static long[] shuffled(int n, long state) {
    long[] integers = new long[n];
    for (int i = 0; i < n; i++) {
      integers[i] = i;
    }
    for (int last = n - 1; last > 0; last--) {
      int other = (int) below(state, last, last + 1);
      long moved = integers[other];
      integers[other] = integers[last];
      integers[last] = moved;
    }
    return integers;
  }

  private long permuted(long index) {
    long cell = index;
    do {
      cell = moved(cell);
    } while (cell >= n);
    return cell;
  }

  private long moved(long cell) {
    long row = cell / width;
    long column = cell - row * width;
    for (int round = 0; round < ROUNDS; round += 2) {
      column += below(keys[round], row, width);
      column -= column >= width ? width : 0;
      row += below(keys[round + 1], column, height);
      row -= row >= height ? height : 0;
    }
    return row * width + column;
  }

  /// A random integer from 0 to `bound`, exclusive: element `index` of the stream of a state.
  private static long below(long state, long index, long bound) {
    return Math.unsignedMultiplyHigh(RandomBits.at(state, index), bound);
  }
}
