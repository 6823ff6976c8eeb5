/* Value and the three partial derivatives of y = cos((x1/x2)^x3) at many points, for a positive
   base, sharing one logarithm. The task: n, then x1, x2, x3. */
#include "turn.h"

static void slopes(int n, const double *restrict a, const double *restrict b,
                   const double *restrict c, double *restrict y, double *restrict ga,
                   double *restrict gb, double *restrict gc) {
  for (int p = 0; p < n; p++) {
    double u = a[p] / b[p], l = log(u), s = exp(c[p] * l), d = -sin(s);
    double t = d * c[p] * s / u;
#ifdef __FAST_MATH__
    y[p] = s;
#else
    y[p] = cos(s);
#endif
    ga[p] = t / b[p];
    gb[p] = -t * u / b[p];
    gc[p] = d * s * l;
  }
#ifdef __FAST_MATH__
  /* beside a sine it would become sincos, which has no form for vectors */
  for (int p = 0; p < n; p++) y[p] = cos(y[p]);
#endif
}

int main(int count, char **words) {
  open_task(count, words);
  int n = numbers(1)[0];
  double *x[3], *y[4], us;
  for (int k = 0; k < 3; k++) x[k] = numbers(n);
  for (int k = 0; k < 4; k++) y[k] = calloc(n, sizeof(double));
  slopes(n, x[0], x[1], x[2], y[0], y[1], y[2], y[3]);
  TURN(us, slopes(n, x[0], x[1], x[2], y[0], y[1], y[2], y[3]));
  printf("%.6f", us);
  for (int k = 0; k < 4; k++) printf(" %.17g", mean_size(y[k], n));
  return 0;
}
