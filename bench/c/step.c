/* A training step of 784-128-10 (ReLU, softmax cross-entropy, gradient descent) in singles with the
   vectors of SSE2, which every processor of this kind has. A product keeps 4 × 8 sums in registers
   over packed columns. The task: n, then W1, b1, W2, b2, x, t; the layers are of fixed size. */
#define NUMBER float
#include "turn.h"

typedef float four __attribute__((vector_size(16), aligned(4)));
enum { I = 784, H = 128, O = 10, PACKED = 4096, ROWS = 64 };

/* c = A B: A[i][k] at i ai + k ak, B[k][j] at k bk + j bj, c [m][n]. */
static void product(int m, int n, int K, const float *A, int ai, int ak, const float *B, int bk,
                    int bj, float *c) {
  static float packed[PACKED * 8] __attribute__((aligned(16)));
  memset(c, 0, sizeof(float) * m * n);
  for (int i0 = 0; i0 < m; i0 += ROWS) {
    int i1 = i0 + ROWS < m ? i0 + ROWS : m;
    for (int j = 0; j < n; j += 8) {
      int width = n - j < 8 ? n - j : 8;
      for (int k = 0; k < K; k++)
        for (int q = 0; q < 8; q++) packed[8 * k + q] = q < width ? B[k * bk + (j + q) * bj] : 0;
      int i = i0;
      for (; i + 4 <= i1; i += 4) {
        four s[4][2] = {0};
        const float *a = A + i * ai, *b = packed;
        for (int k = 0; k < K; k++, a += ak, b += 8) {
          four b0 = *(four *)b, b1 = *(four *)(b + 4);
#pragma GCC unroll 4
          for (int r = 0; r < 4; r++) {
            float x = a[r * ai];
            four v = {x, x, x, x};
            s[r][0] += v * b0;
            s[r][1] += v * b1;
          }
        }
        for (int r = 0; r < 4; r++)
          for (int q = 0; q < width; q++) c[(i + r) * n + j + q] += s[r][q / 4][q % 4];
      }
      for (; i < i1; i++)
        for (int q = 0; q < width; q++) {
          float s = 0;
          for (int k = 0; k < K; k++) s += A[i * ai + k * ak] * packed[8 * k + q];
          c[i * n + j + q] += s;
        }
    }
  }
}

typedef struct {
  float *W1, *b1, *W2, *b2, *x, *t, *a, *z, *da, *G1, *G2;
} network;

static void descend(float *theta, const float *g, int count, float r) {
  for (int k = 0; k < count; k++) theta[k] -= r * g[k];
}

static void descend_bias(float *theta, const float *d, int n, int count, float r) {
  float sum[H] = {0};
  for (int p = 0; p < n; p++)
    for (int k = 0; k < count; k++) sum[k] += d[p * count + k];
  descend(theta, sum, count, r);
}

static double step(network w, int n) {
  float r = 0.01f / n;
  double loss = 0;
  product(n, H, I, w.x, I, 1, w.W1, 1, I, w.a);
  for (int p = 0; p < n; p++)
    for (int k = 0; k < H; k++) {
      float s = w.a[p * H + k] + w.b1[k];
      w.a[p * H + k] = s > 0 ? s : 0;
    }
  product(n, O, H, w.a, H, 1, w.W2, 1, H, w.z);
  for (int p = 0; p < n; p++) {
    float *z = w.z + p * O, *t = w.t + p * O, most = -INFINITY, sum = 0;
    for (int k = 0; k < O; k++) {
      z[k] += w.b2[k];
      if (z[k] > most) most = z[k];
    }
    for (int k = 0; k < O; k++) sum += expf(z[k] - most);
    float v = most + logf(sum);
    for (int k = 0; k < O; k++) {
      loss += t[k] * (v - z[k]);
      z[k] = expf(z[k] - v) - t[k];
    }
  }
  product(n, H, O, w.z, O, 1, w.W2, H, 1, w.da);
  for (int k = 0; k < n * H; k++) w.da[k] = w.a[k] > 0 ? w.da[k] : 0;
  product(O, H, n, w.z, 1, O, w.a, H, 1, w.G2);
  product(H, I, n, w.da, 1, H, w.x, I, 1, w.G1);
  descend(w.W1, w.G1, H * I, r);
  descend_bias(w.b1, w.da, n, H, r);
  descend(w.W2, w.G2, O * H, r);
  descend_bias(w.b2, w.z, n, O, r);
  return loss / n;
}

int main(int count, char **words) {
  open_task(count, words);
  int n = numbers(1)[0];
  if (n > PACKED) return 1;
  network w;
  w.W1 = numbers(H * I), w.b1 = numbers(H), w.W2 = numbers(O * H), w.b2 = numbers(O);
  w.x = numbers((size_t)n * I), w.t = numbers((size_t)n * O);
  w.a = calloc((size_t)n * H, 4), w.da = calloc((size_t)n * H, 4), w.z = calloc((size_t)n * O, 4);
  w.G1 = calloc(H * I, 4), w.G2 = calloc(O * H, 4);
  double us, loss = step(w, n);
  double sizes[] = {mean_size(w.W1, H * I), mean_size(w.b1, H), mean_size(w.W2, O * H),
                    mean_size(w.b2, O)};
  TURN(us, step(w, n));
  printf("%.6f %.17g", us, loss);
  for (int k = 0; k < 4; k++) printf(" %.17g", sizes[k]);
  return 0;
}
