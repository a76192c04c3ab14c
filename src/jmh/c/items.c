// The functions of FunctionBenchmark in C, one thread; the time is that of the processor.
//   gcc -O3 -march=native -ffp-contract=off items.c -o items && ./items
//   gcc -O3 -march=native -ffp-contract=off -DERROR items.c …   where integers must not overflow
#include <stdint.h>
#include <stdio.h>
#include <time.h>

typedef int64_t i64;

#ifdef ERROR
#define ADD(result, a, b) if (__builtin_add_overflow(a, b, &(result))) return -1
#define MULTIPLY(result, a, b) if (__builtin_mul_overflow(a, b, &(result))) return -1
#else
#define ADD(result, a, b) result = (i64)((uint64_t)(a) + (uint64_t)(b))
#define MULTIPLY(result, a, b) result = (i64)((uint64_t)(a) * (uint64_t)(b))
#endif

static inline i64 modulo(i64 a, i64 b) {
  i64 rest = a % b;
  return rest != 0 && (rest ^ b) < 0 ? rest + b : rest;
}

static inline i64 quotient(i64 a, i64 b) {
  return a / b - (a % b != 0 && (a ^ b) < 0);
}

__attribute__((noinline)) i64 factorial(i64 n) {
  i64 k = 1;
  for (i64 i = n + 1000000; i > 1; i--) {
    MULTIPLY(k, k, i);
    k = modulo(k, 1000000007);
  }
  return k;
}

__attribute__((noinline)) i64 collatz(i64 i) {
  i64 n = i + 1, steps = 0;
  while (n != 1) {
    if (modulo(n, 2) == 0) {
      n = quotient(n, 2);
    } else {
      MULTIPLY(n, 3, n);
      ADD(n, n, 1);
    }
    ADD(steps, steps, 1);
  }
  return steps;
}

__attribute__((noinline)) i64 gcd(i64 i) {
  i64 a = i * 10988643 + 1099511627776, b = i * 7919 + 987654321012;
  while (b != 0) {
    i64 rest = modulo(a, b);
    a = b;
    b = rest;
  }
  return a;
}

__attribute__((noinline)) i64 mandelbrot(i64 i) {
  double x = modulo(i, 256) * 0.01 - 2.0, y = quotient(i, 256) * 0.01 - 1.28;
  double zr = 0.0, zi = 0.0;
  i64 n = 0;
  while (n < 200 && zr * zr + zi * zi <= 4.0) {
    double next = zr * zr - zi * zi + x;
    zi = 2.0 * zr * zi + y;
    zr = next;
    ADD(n, n, 1);
  }
  return n;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static i64 results[100000];

static void measure(const char *name, i64 (*function)(i64), int items) {
  double least = 1e99;
  i64 check = 0;
  for (int round = 0; round < 9; round++) {
    double start = now();
    for (int item = 0; item < items; item++) {
      results[item] = function(item);
    }
    double took = now() - start;
    least = took < least ? took : least;
    for (int item = 0; item < items; item++) {
      check = check * 31 + results[item];
    }
  }
  printf("%-10s %8.2f ms  (%lx)\n", name, least, (unsigned long)check);
}

int main(void) {
  measure("FACTORIAL", factorial, 20);
  measure("COLLATZ", collatz, 100000);
  measure("GCD", gcd, 100000);
  measure("MANDELBROT", mandelbrot, 256 * 256);
  return 0;
}
