/* Kernels in AssemblyScript, as a person would write them; data lies where the caller puts it. */

/** Value and partial derivatives of cos((x1/x2)^x3) at n points, for a positive base. */
export function slopes(n: i32, a: usize, b: usize, c: usize, y: usize, ga: usize, gb: usize, gc: usize): void {
  for (let p: usize = 0; p < <usize>n << 3; p += 8) {
    const x1 = load<f64>(a + p), x2 = load<f64>(b + p), x3 = load<f64>(c + p);
    const u = x1 / x2, l = Math.log(u), s = Math.exp(x3 * l), d = -Math.sin(s);
    const t = d * x3 * s / u;
    store<f64>(y + p, Math.cos(s));
    store<f64>(ga + p, t / x2);
    store<f64>(gb + p, -t * u / x2);
    store<f64>(gc + p, d * s * l);
  }
}

/** C = A B in three loops, [m, k]·[k, n], in singles. */
export function plainProduct(m: i32, k: i32, n: i32, a: usize, b: usize, c: usize): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) store<f32>(c + ((i * n + j) << 2), 0);
    for (let l = 0; l < k; l++) {
      const x = load<f32>(a + ((i * k + l) << 2));
      for (let j = 0; j < n; j++) {
        const to = c + ((i * n + j) << 2);
        store<f32>(to, load<f32>(to) + x * load<f32>(b + ((l * n + j) << 2)));
      }
    }
  }
}

/** The same with vectors: 4 × 8 sums in registers over packed columns; 4 | m and 8 | n. */
export function vectorProduct(m: i32, k: i32, n: i32, a: usize, b: usize, c: usize, packed: usize): void {
  const row = <usize>n << 2, line = <usize>k << 2;
  for (let j: usize = 0; j < row; j += 32) {
    let to = packed;
    for (let l = 0, from = b + j; l < k; l++, from += row, to += 32) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
    for (let i = 0; i < m; i += 4) {
      let p = a + i * line, q = packed;
      let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00;
      let s20 = s00, s21 = s00, s30 = s00, s31 = s00;
      for (const end = p + line; p < end; p += 4, q += 32) {
        const b0 = v128.load(q), b1 = v128.load(q, 16);
        let x = v128.load_splat<f32>(p);
        s00 = f32x4.add(s00, f32x4.mul(x, b0));
        s01 = f32x4.add(s01, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(p + line);
        s10 = f32x4.add(s10, f32x4.mul(x, b0));
        s11 = f32x4.add(s11, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(p + 2 * line);
        s20 = f32x4.add(s20, f32x4.mul(x, b0));
        s21 = f32x4.add(s21, f32x4.mul(x, b1));
        x = v128.load_splat<f32>(p + 3 * line);
        s30 = f32x4.add(s30, f32x4.mul(x, b0));
        s31 = f32x4.add(s31, f32x4.mul(x, b1));
      }
      const r = c + i * row + j;
      v128.store(r, s00);
      v128.store(r, s01, 16);
      v128.store(r + row, s10);
      v128.store(r + row, s11, 16);
      v128.store(r + 2 * row, s20);
      v128.store(r + 2 * row, s21, 16);
      v128.store(r + 3 * row, s30);
      v128.store(r + 3 * row, s31, 16);
    }
  }
}
