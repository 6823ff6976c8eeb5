/* The gradient of the Gaussian mixture (formula and sizes: ../measures/mixture.js), written by hand
   in C with one loop over the points. The task: n, d, K, then x, alpha, mu, q, l. */
#include "turn.h"

static double logsumexp(const double *a, int K) {
  double m = -INFINITY, s = 0;
  for (int k = 0; k < K; k++) if (a[k] > m) m = a[k];
  for (int k = 0; k < K; k++) s += exp(a[k] - m);
  return m + log(s);
}

static double gradient(int n, int d, int K, const double *restrict x, const double *restrict alpha,
                       const double *restrict mu, const double *restrict q,
                       const double *restrict l, double *restrict ga, double *restrict gm,
                       double *restrict gq, double *restrict gl, double *restrict w) {
  double *eq = w, *sq = eq + K * d, *y = sq + K, *z = y + K * d, *m = z + K * d, *yb = m + K;
  double L = 0;
  memset(ga, 0, sizeof(double) * K);
  memset(gm, 0, sizeof(double) * K * d);
  memset(gq, 0, sizeof(double) * K * d);
  memset(gl, 0, sizeof(double) * K * d * d);
  for (int k = 0; k < K; k++) {
    sq[k] = 0;
    for (int j = 0; j < d; j++) {
      eq[k * d + j] = exp(q[k * d + j]);
      sq[k] += q[k * d + j];
    }
  }
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < K; k++) {
      double *yk = y + k * d, *zk = z + k * d, s = 0;
      const double *lk = l + k * d * d;
      for (int j = 0; j < d; j++) yk[j] = x[i * d + j] - mu[k * d + j];
      for (int a = 0; a < d; a++) {
        double t = eq[k * d + a] * yk[a];
        for (int b = 0; b < a; b++) t += lk[a * d + b] * yk[b];
        zk[a] = t;
        s += t * t;
      }
      m[k] = alpha[k] + sq[k] - 0.5 * s;
    }
    double v = logsumexp(m, K);
    L += v;
    for (int k = 0; k < K; k++) {
      double p = exp(m[k] - v), *yk = y + k * d, *zk = z + k * d, *glk = gl + k * d * d;
      const double *lk = l + k * d * d;
      ga[k] += p;
      for (int b = 0; b < d; b++) yb[b] = 0;
      for (int a = 0; a < d; a++) {
        double zb = -p * zk[a];
        gq[k * d + a] += zb * eq[k * d + a] * yk[a] + p;
        yb[a] += zb * eq[k * d + a];
        for (int b = 0; b < a; b++) {
          glk[a * d + b] += zb * yk[b];
          yb[b] += zb * lk[a * d + b];
        }
      }
      for (int b = 0; b < d; b++) gm[k * d + b] -= yb[b];
    }
  }
  double la = logsumexp(alpha, K);
  L -= n * la;
  for (int k = 0; k < K; k++) ga[k] -= n * exp(alpha[k] - la);
  for (int k = 0; k < K; k++)
    for (int a = 0; a < d; a++) {
      double e = eq[k * d + a];
      L += 0.5 * e * e;
      gq[k * d + a] += e * e;
      for (int b = 0; b < a; b++) {
        double t = l[k * d * d + a * d + b];
        L += 0.5 * t * t;
        gl[k * d * d + a * d + b] += t;
      }
    }
  return L;
}

int main(int count, char **words) {
  open_task(count, words);
  double *head = numbers(3), us, L;
  int n = head[0], d = head[1], K = head[2];
  double *x = numbers((size_t)n * d), *alpha = numbers(K), *mu = numbers(K * d);
  double *q = numbers(K * d), *l = numbers((size_t)K * d * d);
  double *ga = calloc(K, 8), *gm = calloc(K * d, 8), *gq = calloc(K * d, 8);
  double *gl = calloc((size_t)K * d * d, 8), *w = calloc(3 * K * d + 2 * K + d, 8);
  L = gradient(n, d, K, x, alpha, mu, q, l, ga, gm, gq, gl, w);
  TURN(us, L = gradient(n, d, K, x, alpha, mu, q, l, ga, gm, gq, gl, w));
  printf("%.6f %.17g %.17g %.17g %.17g %.17g\n", us, L, mean_size(ga, K), mean_size(gm, K * d),
         mean_size(gq, K * d), mean_size(gl, (size_t)K * d * d));
  return 0;
}
