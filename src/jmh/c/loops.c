// The loops that native kernels are measured against, as one would write them by hand.
//
// bench.c times them. They are compiled without -ffast-math, which would change results.

#include <math.h>
#include <stddef.h>
#include <stdint.h>

void rational(double *restrict out, const double *a, const double *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    out[i] = (2 * a[i] + 3 * b[i]) / b[i];
  }
}

void where(double *restrict out, const double *a, const double *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    out[i] = (a[i] > b[i] ? a[i] : b[i]) * 2 + 1;
  }
}

void linear32(float *restrict out, const float *a, const float *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    out[i] = 2 * a[i] + 3 * b[i];
  }
}

// Python's modulo: the remainder has the divisor's sign.
void modulo(int64_t *restrict out, const int64_t *a, const int64_t *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    int64_t rest = (a[i] * b[i] + 7) % 1000;
    out[i] = rest < 0 ? rest + 1000 : rest;
  }
}

// Eight plain accumulators; the compiler may not reorder a single one.
double sum(const double *a, size_t n) {
  double lanes[8] = {0};
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] += a[i + lane];
    }
  }
  for (int lane = 0; i < n; i++, lane++) {
    lanes[lane] += a[i];
  }
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
         ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

// The same compensated, as Parallax defines its sum.
double exact_sum(const double *a, size_t n) {
  double lanes[8] = {0}, errors[8] = {0};
  for (size_t i = 0; i + 8 <= n; i += 8) {
    for (int lane = 0; lane < 8; lane++) {
      double x = a[i + lane], s = lanes[lane] + x, part = s - lanes[lane];
      errors[lane] += (lanes[lane] - (s - part)) + (x - part);
      lanes[lane] = s;
    }
  }
  double total = 0;
  for (int lane = 0; lane < 8; lane++) {
    total += lanes[lane] + errors[lane];
  }
  return total;
}

double minimum(const double *a, size_t n) {
  double lanes[8];
  for (int lane = 0; lane < 8; lane++) {
    lanes[lane] = INFINITY;
  }
  size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] = a[i + lane] < lanes[lane] ? a[i + lane] : lanes[lane];
    }
  }
  double least = INFINITY;
  for (; i < n; i++) {
    least = a[i] < least ? a[i] : least;
  }
  for (int lane = 0; lane < 8; lane++) {
    least = lanes[lane] < least ? lanes[lane] : least;
  }
  return least;
}

double filtered_sum(const double *a, const double *b, size_t n) {
  double lanes[8] = {0};
  for (size_t i = 0; i + 8 <= n; i += 8) {
    for (int lane = 0; lane < 8; lane++) {
      lanes[lane] += b[i + lane] < 0.5 ? a[i + lane] : 0;
    }
  }
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
         ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

// Without a branch: every value is stored, and overwritten unless it was kept.
size_t filter(int64_t *restrict out, const int64_t *x, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    out[kept] = x[i];
    kept += x[i] < 50;
  }
  return kept;
}
