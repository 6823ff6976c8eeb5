/**
 * Text → meaning, one row a line: numbers, functions, names. The notation of graphs stands in
 * meaning.ts.
 */
import { describe } from "vitest";
import { means } from "./meaning-rows.ts";

describe("numbers and operations", () => {
  means(String.raw`
    2s              →  (* 2 s)
    2 s             →  (* 2 s)
    s t             →  (* s t)
    s \cdot t       →  (* s t)
    s * t           →  (* s t)
    s \times t      →  (* s t)
    s/t/u           →  (/ (/ s t) u)
    s/(t u)         →  (/ s (* t u))
    \frac12s        →  (* 1/2 s)
    1/2 s           →  (* 1/2 s)
    \frac{s}{t}     →  (/ s t)
    0.5 s           →  (* 1/2 s)
    1e-3            →  1/1000
    2\pi s          →  (* 2 pi s)
    s + t - u       →  (+ s t (- u))
    s - (t - u)     →  (+ s (- (+ t (- u))))
    -s^2            →  (- (^ s 2))
    (-s)^2          →  (^ (- s) 2)
    s^t^u           →  (^ s (^ t u))
    s^{t^u}         →  (^ s (^ t u))
    e^{-s}          →  (exp (- s))
    e^s             →  (exp s)
    \exp(s)         →  (exp s)
    2^s             →  (^ 2 s)
    s^{-1}          →  (^ s -1)
    \sqrt{s}        →  (sqrt s)
    \sqrt[3]{s}     →  (root s 3)
    cbrt(s)         →  (root s 3)
    (s + t)(s - t)  →  (* (+ s t) (+ s (- t)))
  `);
});

describe("functions", () => {
  means(String.raw`
    \sin s                  →  (sin s)
    sin(s)                  →  (sin s)
    \sin^2 s                →  (^ (sin s) 2)
    sin^2(s)                →  (^ (sin s) 2)
    \sin s^2                →  (sin (^ s 2)) !PG1020
    \sin(s)^2               →  (^ (sin s) 2)
    2\sin s\cos s           →  (* 2 (sin s) (cos s))
    \sin 2s                 →  (sin (* 2 s))
    \sin s \cdot t          →  (* (sin s) t)
    \sin(s) t               →  (* (sin s) t)
    \sin^{-1} s             →  (arcsin s)
    \arctan s               →  (arctan s)
    \ln s                   →  (ln s)
    \log s                  →  (ln s)
    \log_2 s                →  (log s 2)
    \log_{10}(s)            →  (log s 10)
    log(s, 2)               →  (log s 2)
    \ln s t                 →  (ln (* s t)) !PG1021
    |s|                     →  (abs s)
    \lfloor s \rfloor       →  (floor s)
    \lceil s \rceil         →  (- (floor (- s)))
    \max(0, s)              →  (relu s)
    \max\{0, s\}            →  (relu s)
    \max(s, t, u)           →  (max (max s t) u)
    \min(s, t)              →  (min s t)
    \text{ReLU}(s)          →  (relu s)
    \operatorname{ReLU}(z)  →  (relu z) : [2]
    relu(z)                 →  (relu z) : [2]
    leakyrelu(s)            →  (leakyrelu s 1/100)
    leakyrelu(s, 1/5)       →  (leakyrelu s 1/5)
    elu(s)                  →  (elu s 1)
    \sigma(s)               →  (sigmoid s) !PG2011
    \sigma'(s)              →  (* (sigmoid s) (+ 1 (- (sigmoid s)))) !PG2011
    \text{ReLU}'(s)         →  (less 0 s)
    \tanh'(s)               →  (+ 1 (- (^ (tanh s) 2)))
    f(s)                    →  (f.0 s)
    f(s, t)                 →  (f.00 s t)
    f'(s)                   →  (f.1 s)
    f''(s)                  →  (f.2 s)
    f^{(0,1)}(s, t)         →  (f.01 s t)
    f(g(s))                 →  (f.0 (g.0 s))
    g(x)                    →  (g.0 x) : [3]
  `);
});

describe("names, families, products", () => {
  means(String.raw`
    s_1s_2          →  (* s_1 s_2)
    s1 s2           →  (* s_1 s_2)
    x_1x_2          →  (* (i,i-> x [a=1]) (i,i-> x [a=2]))
    x1 x2           →  (* (i,i-> x [a=1]) (i,i-> x [a=2]))
    s(t - u)        →  (* s (+ t (- u)))
    s(t)            →  (* s t)
    x(s)            →  (i,->i x s) : [3]
    y_{true}        →  y_{true}
    y_true          →  y_{true}
    \hat{y}_2       →  (i,i-> \hat{y} [a=2])
    \boldsymbol{x}  →  \mathbf{x} : [3]
    \mathbf{x}_2    →  (i,i-> \mathbf{x} [a=2])
    z^{(1)}         →  z^{(1)} : [2]
    z^{(1)}_2       →  (i,i-> z^{(1)} [a=2])
    z_1^{(1)}       →  (i,i-> z^{(1)} [a=1])
    \theta^2        →  (^ \theta 2)
    theta^2         →  (^ \theta 2)
    e               →  e
    \pi             →  pi
    pi              →  pi
  `);
});
