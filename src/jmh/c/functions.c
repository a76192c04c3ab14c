// The functions that callers' programs are compared with, each over all items with OpenMP. Build
// without contraction, so that the bits are those of the service:
//   gcc -O3 -march=native -ffp-contract=off -fopenmp -shared -fPIC -o functions.so functions.c -lm
#include <math.h>
#include <stdint.h>

#define ITEMS _Pragma("omp parallel for schedule(dynamic, 64)") for (int64_t at = 0; at < count; at++)
#define FEW_ITEMS _Pragma("omp parallel for schedule(dynamic, 1)") for (int64_t at = 0; at < count; at++)

// Python's remainder: with the sign of the divisor.
static inline int64_t floor_mod(int64_t a, int64_t b) {
  int64_t r = a % b;
  return r != 0 && (r ^ b) < 0 ? r + b : r;
}

static inline int64_t floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  return a % b != 0 && (a ^ b) < 0 ? q - 1 : q;
}

void factorial(const int64_t *n, int64_t *out, int64_t count) {
  FEW_ITEMS {
    int64_t k = 1;
    for (int64_t i = n[at]; i > 1; i--) {
      k = floor_mod(k * i, 1000000007);
    }
    out[at] = k;
  }
}

void mandelbrot(const double *re, const double *im, int64_t *out, int64_t count) {
  ITEMS {
    double x = 0, y = 0;
    int64_t k = 0;
    while (k < 200 && x * x + y * y <= 4) {
      double next = x * x - y * y + re[at];
      y = 2 * x * y + im[at];
      x = next;
      k++;
    }
    out[at] = k;
  }
}

void collatz(const int64_t *n, int64_t *out, int64_t count) {
  ITEMS {
    int64_t x = n[at], k = 0;
    while (x != 1) {
      x = floor_mod(x, 2) == 0 ? floor_div(x, 2) : 3 * x + 1;
      k++;
    }
    out[at] = k;
  }
}

void gcd(const int64_t *x, const int64_t *y, int64_t *out, int64_t count) {
  ITEMS {
    int64_t a = x[at], b = y[at];
    while (b) {
      int64_t r = floor_mod(a, b);
      a = b;
      b = r;
    }
    out[at] = a;
  }
}

void matmul(const double *a, const double *b, double *out, int64_t n) {
  int64_t count = n * n;
  ITEMS {
    int64_t i = at / n, j = at % n;
    double s = 0;
    for (int64_t k = 0; k < n; k++) {
      s += a[i * n + k] * b[k * n + j];
    }
    out[at] = s;
  }
}

void stencil(const double *a, double *out, int64_t count) {
  ITEMS {
    out[at] = at == 0 || at == count - 1 ? a[at] : (a[at - 1] + a[at] + a[at + 1]) / 3;
  }
}
