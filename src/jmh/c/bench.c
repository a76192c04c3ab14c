// Times the loops of loops.c as peers.py times its peers, and prints the same JSON:
// a list of {"peer", "work", "size", "threads", "nanosPerElement"}, the figure being the median of the
// counted runs, over existing arrays into existing arrays.
//
//   gcc -O3 -march=native -ffp-contract=off -pthread -o bench bench.c
//   ./bench [SIZE ...]
//
// Two threads take half of the elements each: the second one waits in a loop for its turn, so that
// starting it costs nothing. A filter on two threads would be another program: it is left out.

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "loops.c"

#define ROUNDS 15
#define BATCH_SECONDS 0.02
#define THREADS 2
#define SPINS 1000

static double *a, *b, *out;
static float *af, *bf, *outf;
static int64_t *ai, *bi, *x, *outi;

// What a work leaves, so that the compiler cannot leave the work out.
static volatile double result[THREADS];

static void run_arithmetic(int t, size_t i, size_t n) { (void)t; rational(out + i, a + i, b + i, n); }
static void run_where(int t, size_t i, size_t n) { (void)t; where(out + i, a + i, b + i, n); }
static void run_float32(int t, size_t i, size_t n) { (void)t; linear32(outf + i, af + i, bf + i, n); }
static void run_modulo(int t, size_t i, size_t n) { (void)t; modulo(outi + i, ai + i, bi + i, n); }
static void run_sum(int t, size_t i, size_t n) { result[t] = sum(a + i, n); }
static void run_exact_sum(int t, size_t i, size_t n) { result[t] = exact_sum(a + i, n); }
static void run_min(int t, size_t i, size_t n) { result[t] = minimum(a + i, n); }
static void run_filtered_sum(int t, size_t i, size_t n) { result[t] = filtered_sum(a + i, b + i, n); }
static void run_filter(int t, size_t i, size_t n) { result[t] = (double)filter(outi + i, x + i, n); }

// Reads one array and writes another: the bandwidth that works beyond the cache can reach.
static void run_copy(int t, size_t i, size_t n) { (void)t; memcpy(out + i, a + i, n * sizeof *a); }

typedef void work(int thread, size_t from, size_t count);

static const struct {
  const char *name;
  work *run;
  int threads;
} works[] = {
    {"arithmetic", run_arithmetic, 2}, {"where", run_where, 2},
    {"float32", run_float32, 2},       {"modulo", run_modulo, 2},
    {"sum", run_sum, 2},               {"exactSum", run_exact_sum, 2},
    {"min", run_min, 2},               {"filteredSum", run_filtered_sum, 2},
    {"filter", run_filter, 1},         {"copy", run_copy, 2},
};

static atomic_long turn, done;
static work *current;
static size_t current_from, current_count;

// Spins, and gives way where there are not as many cores as threads.
static void await(atomic_long *number, long value) {
  for (long spins = 1; atomic_load(number) != value; spins++) {
    if (spins % SPINS == 0) sched_yield();
  }
}

static void *second(void *unused) {
  (void)unused;
  for (long next = 1;; next++) {
    await(&turn, next);
    if (current == NULL) return NULL;
    current(1, current_from, current_count);
    atomic_store(&done, next);
  }
}

static void run(work *w, size_t n, int threads) {
  if (threads == 1) {
    w(0, 0, n);
    return;
  }
  current = w;
  current_from = n / 2;
  current_count = n - n / 2;
  long mine = atomic_fetch_add(&turn, 1) + 1;
  w(0, 0, n / 2);
  await(&done, mine);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int ascending(const void *left, const void *right) {
  double l = *(const double *)left, r = *(const double *)right;
  return (l > r) - (l < r);
}

static double median_nanos(work *w, size_t n, int threads) {
  run(w, n, threads);
  run(w, n, threads);
  double start = seconds();
  run(w, n, threads);
  double once = seconds() - start;
  long repeats = once > BATCH_SECONDS ? 1 : (long)(BATCH_SECONDS / (once > 1e-7 ? once : 1e-7));
  double figures[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) {
    start = seconds();
    for (long i = 0; i < repeats; i++) run(w, n, threads);
    figures[round] = (seconds() - start) / repeats / n * 1e9;
  }
  qsort(figures, ROUNDS, sizeof *figures, ascending);
  return figures[ROUNDS / 2];
}

static uint64_t state = 42;

static uint64_t next_random(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static double next_uniform(void) { return (next_random() >> 11) * 0x1p-53; }

static void *array(size_t n, size_t width) {
  void *memory = aligned_alloc(64, (n * width + 63) / 64 * 64);
  if (memory == NULL) {
    perror("bench");
    exit(1);
  }
  return memset(memory, 0, n * width);
}

static void fill(size_t n) {
  a = array(n, 8), b = array(n, 8), out = array(n, 8);
  af = array(n, 4), bf = array(n, 4), outf = array(n, 4);
  ai = array(n, 8), bi = array(n, 8), x = array(n, 8), outi = array(n, 8);
  for (size_t i = 0; i < n; i++) {
    a[i] = next_uniform(), b[i] = next_uniform() + 0.1;
    af[i] = (float)a[i], bf[i] = (float)b[i];
    ai[i] = next_random() % 1000000, bi[i] = next_random() % 1000000, x[i] = next_random() % 1000001;
  }
}

static void release(void) {
  void *all[] = {a, b, out, af, bf, outf, ai, bi, x, outi};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

int main(int argc, char **argv) {
  char *standard[] = {"", "10000", "1000000", "10000000"};
  if (argc == 1) {
    argc = 4;
    argv = standard;
  }
  pthread_t thread;
  pthread_create(&thread, NULL, second, NULL);
  const char *separator = "[";
  for (int at = 1; at < argc; at++) {
    size_t n = strtoul(argv[at], NULL, 10);
    fill(n);
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
      for (int threads = 1; threads <= works[w].threads; threads++) {
        double nanos = median_nanos(works[w].run, n, threads);
        fprintf(stderr, "c %s %zu x%d: %.3f ns\n", works[w].name, n, threads, nanos);
        printf("%s\n {\"peer\": \"c\", \"work\": \"%s\", \"size\": %zu, \"threads\": %d, \"nanosPerElement\": %.6f}",
               separator, works[w].name, n, threads, nanos);
        separator = ",";
      }
    }
    release();
  }
  printf("\n]\n");
  current = NULL;
  atomic_fetch_add(&turn, 1);
  pthread_join(thread, NULL);
  return 0;
}
