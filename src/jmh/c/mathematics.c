// Times the functions of mathematics as a C programmer gets them vectorised: plain loops compiled
// with -ffast-math, for which gcc calls glibc's libmvec. Prints the JSON of mathematics.py.
//
//   gcc -O3 -march=native -ffast-math -o mathematics mathematics.c -lm
//   ./mathematics SIZE
//
// A program of its own, never loaded into a JVM: -ffast-math switches subnormals off.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 9
#define BATCH_SECONDS 0.01

#define OF_ONE(function) \
  static void run_##function(double *restrict out, const double *x, const double *y, size_t n) { \
    (void)y; \
    for (size_t i = 0; i < n; i++) out[i] = function(x[i]); \
  }
#define OF_TWO(function) \
  static void run_##function(double *restrict out, const double *x, const double *y, size_t n) { \
    for (size_t i = 0; i < n; i++) out[i] = function(x[i], y[i]); \
  }
#define SINGLE(function, call) \
  static void single_##function(float *restrict out, const float *x, const float *y, size_t n) { \
    (void)y; \
    for (size_t i = 0; i < n; i++) out[i] = call; \
  }

OF_ONE(sin) OF_ONE(cos) OF_ONE(tan) OF_ONE(asin) OF_ONE(acos) OF_ONE(atan)
OF_ONE(sinh) OF_ONE(cosh) OF_ONE(tanh) OF_ONE(asinh) OF_ONE(acosh) OF_ONE(atanh)
OF_ONE(exp) OF_ONE(exp2) OF_ONE(expm1) OF_ONE(log) OF_ONE(log2) OF_ONE(log10) OF_ONE(log1p)
OF_ONE(cbrt) OF_TWO(atan2) OF_TWO(pow) OF_TWO(hypot)

SINGLE(sin, sinf(x[i])) SINGLE(cos, cosf(x[i])) SINGLE(exp, expf(x[i])) SINGLE(log, logf(x[i]))
SINGLE(tanh, tanhf(x[i])) SINGLE(pow, powf(x[i], y[i]))

typedef void work(double *restrict, const double *, const double *, size_t);
typedef void single_work(float *restrict, const float *, const float *, size_t);

// Arguments are drawn from [low, high), as MathematicsBenchmark has it.
static const struct {
  const char *name;
  work *run;
  double low, high;
} works[] = {
    {"sin", run_sin, 0.1, 10},       {"cos", run_cos, 0.1, 10},
    {"tan", run_tan, 0.1, 10},       {"arcsin", run_asin, 0.1, 0.9},
    {"arccos", run_acos, 0.1, 0.9},  {"arctan", run_atan, 0.1, 10},
    {"arctan2", run_atan2, 0.1, 10}, {"sinh", run_sinh, 0.1, 10},
    {"cosh", run_cosh, 0.1, 10},     {"tanh", run_tanh, 0.1, 10},
    {"arcsinh", run_asinh, 0.1, 10}, {"arccosh", run_acosh, 1.1, 10},
    {"arctanh", run_atanh, 0.1, 0.9}, {"exp", run_exp, 0.1, 10},
    {"exp2", run_exp2, 0.1, 10},     {"expm1", run_expm1, 0.1, 10},
    {"log", run_log, 0.1, 10},       {"log2", run_log2, 0.1, 10},
    {"log10", run_log10, 0.1, 10},   {"log1p", run_log1p, 0.1, 10},
    {"pow", run_pow, 0.1, 10},       {"cbrt", run_cbrt, 0.1, 10},
    {"hypot", run_hypot, 0.1, 10},
};

static const struct {
  const char *name;
  single_work *run;
} singles[] = {
    {"sin", single_sin}, {"cos", single_cos},   {"exp", single_exp},
    {"log", single_log}, {"tanh", single_tanh}, {"pow", single_pow},
};

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int ascending(const void *left, const void *right) {
  double l = *(const double *)left, r = *(const double *)right;
  return (l > r) - (l < r);
}

#define MEDIAN_NANOS(run, out, x, y, n) \
  ({ \
    run(out, x, y, n); \
    double start = seconds(); \
    run(out, x, y, n); \
    double once = seconds() - start; \
    long repeats = 1 + (long)(BATCH_SECONDS / (once > 1e-7 ? once : 1e-7)); \
    double figures[ROUNDS]; \
    for (int round = 0; round < ROUNDS; round++) { \
      start = seconds(); \
      for (long i = 0; i < repeats; i++) { \
        run(out, x, y, n); \
        __asm__ volatile("" ::: "memory"); \
      } \
      figures[round] = (seconds() - start) / repeats / n * 1e9; \
    } \
    qsort(figures, ROUNDS, sizeof *figures, ascending); \
    figures[ROUNDS / 2]; \
  })

static void *array(size_t n, size_t width) {
  void *memory = aligned_alloc(64, (n * width + 63) / 64 * 64);
  if (memory == NULL) {
    perror("mathematics");
    exit(1);
  }
  return memory;
}

static void print(const char *separator, const char *function, const char *type, double nanos) {
  printf("%s\n {\"peer\": \"libmvec\", \"function\": \"%s\", \"type\": \"%s\", \"nanosPerElement\": %.6f}",
         separator, function, type, nanos);
}

int main(int argc, char **argv) {
  size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
  double *x = array(n, 8), *y = array(n, 8), *out = array(n, 8);
  float *xf = array(n, 4), *yf = array(n, 4), *outf = array(n, 4);
  srand(42);
  const char *separator = "[";
  for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
    for (size_t i = 0; i < n; i++) {
      x[i] = works[w].low + (works[w].high - works[w].low) * rand() / RAND_MAX;
      y[i] = 0.1 + 9.9 * rand() / RAND_MAX;
    }
    print(separator, works[w].name, "float64", MEDIAN_NANOS(works[w].run, out, x, y, n));
    separator = ",";
  }
  for (size_t i = 0; i < n; i++) {
    xf[i] = (float)(0.1 + 9.9 * rand() / RAND_MAX);
    yf[i] = (float)(0.1 + 9.9 * rand() / RAND_MAX);
  }
  for (size_t w = 0; w < sizeof singles / sizeof *singles; w++) {
    print(separator, singles[w].name, "float32", MEDIAN_NANOS(singles[w].run, outf, xf, yf, n));
  }
  printf("\n]\n");
  return 0;
}
