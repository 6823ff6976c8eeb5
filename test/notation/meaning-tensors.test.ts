/**
 * Text → meaning, one row a line: vectors and matrices, indices, sums, conditions, literals. The
 * notation of graphs and the names in scope stand in meaning.ts.
 */
import { describe } from "vitest";
import { means } from "./meaning-rows.ts";

describe("vectors and matrices", () => {
  means(String.raw`
    V^T z                        →  (ji,j->i V z) : [3]
    W^\top x                     →  (ji,j->i W x) : [2]
    W^{\mathsf T} x              →  (ji,j->i W x) : [2]
    V x                          →  (ij,j->i V x) : [2]
    x W                          →  (j,ji->i x W) : [2]
    x W + z                      →  (+ (j,ji->i x W) z) : [2]
    s x A W                      →  (,j,jk,ki->i s x A W) : [2]
    x A x^T                      →  (i,ij,j-> x A x)
    x^T W                        →  (j,ji->i x W) : [2] {row}
    x^T y                        →  (i,i-> x y)
    x \cdot y                    →  (i,i-> x y)
    x y^T                        →  (i,j->ij x y) : [3, 3]
    x \epsilon^T                 →  (i,j->ij x \epsilon) : [3, 2]
    x \odot y                    →  (i,i->i x y) : [3]
    x .* y                       →  (i,i->i x y) : [3]
    s x \odot y                  →  (,i,i->i s x y) : [3]
    A x \odot y                  →  (i,i->i (ij,j->i A x) y) : [3]
    x \odot A x                  →  (i,i->i x (ij,j->i A x)) : [3]
    A \odot B                    →  (ij,ij->ij A B) : [3, 3]
    x^T A x                      →  (i,ij,j-> x A x)
    x^T A y                      →  (i,ij,j-> x A y)
    A B                          →  (ik,kj->ij A B) : [3, 3]
    A B x                        →  (ij,jk,k->i A B x) : [3]
    (A B) x                      →  (ij,j->i (ik,kj->ij A B) x) : [3]
    (A B)^T                      →  (jk,ki->ij A B) : [3, 3]
    (x^T y) x                    →  (,i->i (i,i-> x y) x) : [3]
    A^{-1}                       →  (inverse A) : [3, 3]
    A^{-1} x                     →  (ij,j->i (inverse A) x) : [3]
    A^{-T}                       →  (ji->ij (inverse A)) : [3, 3]
    A^2                          →  (ik,kj->ij A A) : [3, 3]
    A^{100}                      →  (matrixpower A 100) : [3, 3]
    A^s                          →  (matrixpower A s) : [3, 3]
    A^{-s} x                     →  (ij,j->i (matrixpower (inverse A) s) x) : [3]
    A^2 x                        →  (ij,jk,k->i A A x) : [3]
    A \cdot (A^2) x                    →  (ij,kj,k->i A (jk,ki->ij A A) x) : [3]
    \sum_{r=0}^{s-1} A^r B A^{s-1-r}  →  (matrixpower A B s) : [3, 3]
    \sum_{r=0}^{s-1} (A^r)^T x y^T (A^{s-1-r})^T  →  (ji->ij (matrixpower A (j,i->ij x y) s)) : [3, 3]
    A^0                          →  [a=b] : [3, 3]
    A^{-2}                       →  (ik,kj->ij (inverse A) (inverse A)) : [3, 3]
    A^T A                        →  (ki,kj->ij A A) : [3, 3]
    x^2                          →  (^ x (->i 2)) : [3]
    x^{-1}                       →  (^ x (->i -1)) : [3]
    W^2                          →  (^ W (->ij 2)) : [3, 2]
    2^x                          →  (^ (->i 2) x) : [3]
    x + 1                        →  (+ x (->i 1)) : [3]
    x / s                        →  (/ x (->i s)) : [3]
    x / y                        →  (/ x y) : [3]
    s / x                        →  (/ (->i s) x) : [3]
    x + y                        →  (+ x y) : [3]
    A + x                        →  (+ A (j->ij x)) : [3, 3]
    W + b                        →  (+ W (j->ij b)) : [3, 2]
    A + s                        →  (+ A (->ij s)) : [3, 3]
    \frac{x}{\|x\|}              →  (/ x (->i (norm x))) : [3]
    q^T X p                      →  (i,ij,j-> q X p)
    X^T X                        →  (ki,kj->ij X X) : [n, n]
    (X^T X)^{-1} X^T q           →  (ij,kj,k->i (inverse (ki,kj->ij X X)) X q) : [n]
    \operatorname{tr}(A)         →  (ii-> A)
    tr(A B)                      →  (ij,ji-> A B)
    tr(B A)                      →  (ij,ji-> B A)
    tr(A^T B)                    →  (ij,ij-> A B)
    \det A                       →  (determinant A)
    |A|                          →  (determinant A)
    \ln|A|                       →  (ln (determinant A))
    diag(x)                      →  (i,ij->ij x [a=b]) : [3, 3]
    diag(x) A                    →  (i,ij->ij x A) : [3, 3]
    diag(A)                      →  (ii->i A) : [3]
    inv(A)                       →  (inverse A) : [3, 3]
    transpose(W)                 →  (ji->ij W) : [2, 3]
    sum(x)                       →  (i-> x)
    sum(W)                       →  (ij-> W)
    mean(x)                      →  (/ (i-> x) 3)
    mean(p)                      →  (/ (i-> p) #n)
    softmax(x)                   →  (softmax.0 x) : [3]
    \operatorname{softmax}_2(x)  →  (i,i-> (softmax.0 x) [a=2])
    logsumexp(x)                 →  (logsumexp.0 x)
    max(x)                       →  (maximum.0 x)
    max(A)                       →  (maximum.0 (maximum.1 A))
    \lVert x\rVert_2^2           →  (i,i-> x x)
    \lVert x\rVert_2             →  (norm x)
    \|x\|^2                      →  (i,i-> x x)
    (\|x\|)^2                    →  (^ (norm x) 2)
    ||x||_1                      →  (i-> (abs x))
    norm(x)                      →  (norm x)
    norm(x)_1                    →  (i-> (abs x))
    \|x\|_\infty                 →  (maximum.0 (abs x))
    \|W\|_F^2                    →  (ij,ij-> W W)
    \|x - y\|^2                  →  (i,i-> (+ x (- y)) (+ x (- y)))
    I x                          →  x : [3]
    A - s I                      →  (+ A (- (,ij->ij s [a=b]))) : [3, 3]
    A + 2 I                      →  (+ A (,ij->ij 2 [a=b])) : [3, 3]
    I_3                          →  [a=b] : [3, 3]
    I_n p                        →  p : [n]
    A I                          →  A : [3, 3]
    A I^{-1}                     →  A : [3, 3]
    (2 I)^3 x                    →  (,i->i 8 x) : [3]
    (A - s I)^{-1} x             →  (ij,j->i (inverse (+ A (- (,ij->ij s [a=b])))) x) : [3]
  `);
});

describe("entries and slices", () => {
  means(String.raw`
    x_2                                   →  (i,i-> x [a=2])
    x_{2}                                 →  (i,i-> x [a=2])
    W_{2,2}                               →  (ij,i,j-> W [a=2] [a=2])
    W_{22}                                →  (ij,i,j-> W [a=2] [a=2])
    W_2                                   →  (ji,j->i W [a=2]) : [2]
    W_{2,:}                               →  (ji,j->i W [a=2]) : [2]
    W_{:,2}                               →  (ij,j->i W [a=2]) : [3]
    A_1 \cdot x                           →  (ij,j,i-> A x [a=1])
    (A x)_2                               →  (ij,j,i-> A x [a=2])
    (x y^T)_{12}                          →  (* (i,i-> x [a=1]) (i,i-> y [a=2]))
    [-2; 3]_2                             →  3
    [x_i y_j]_{ij}                        →  (i,j->ij x y) : [3, 3]
    [A_{ji}]_{ij}                         →  (ji->ij A) : [3, 3]
    [A_{ij}^2]_{ij}                       →  (^ A (->ij 2)) : [3, 3]
    [\mathbf{1}_{i \le j} A_{ij}]_{ij}    →  (ij,ij->ij [a<=b] A) : [3, 3]
    [\mathbf{1}_{i = 2}]_{1 \le i \le 3}  →  [a=2] : [3]
  `);
});

describe("sums and their kin", () => {
  means(String.raw`
    \sum_{i=1}^3 x_i                      →  (i-> x)
    \sum_i x_i                            →  (i-> x)
    \sum_i x_i y_i                        →  (i,i-> x y)
    \sum_i x_i y_i + s                    →  (+ (i,i-> x y) s)
    \sum_{i=1}^n p_i                      →  (i-> p)
    \sum_{i,j} X_{ij}                     →  (ij-> X)
    \sum_{i=1}^m \sum_{j=1}^n X_{ij} p_j  →  (ij,j-> X p)
    \sum_{i}\sum_{j} A_{ij} x_i x_j       →  (ij,i,j-> A x x)
    \sum_i A_{ii}                         →  (ii-> A)
    \sum_{i=1}^3 s                        →  (* 3 s)
    \sum_{i=1}^n s                        →  (* #n s)
    \sum_{i=1}^n i                        →  (i-> iota(n))
    \sum_{i=1}^2 x_{i+1}                  →  (i,ij-> x [a=b+1])
    \sum_{i=2}^3 x_i                      →  (i,ij-> x [a=b+1])
    \sum_{i=0}^2 x_i                      →  (i-> x)
    \sum_{i=0}^1 x_{i+1}                  →  (i,ij-> x [a=b])
    \sum_{i=1}^{n-1} p_i p_{i+1}          →  (i,ij,k,kj-> p [a=b] p [a=b+1])
    \sum_{i} \sum_{j \ne i} x_i x_j       →  (ij,i,j-> [a!=b] x x)
    \sum_{i < j} x_i x_j                  →  (ij,i,j-> [a<b] x x)
    \sum_{i=1}^3 \sum_{j=1}^{i} x_i x_j   →  (ij,i,j-> [a<=b] x x)
    \sum_{i=1}^3 \sum_{j=i}^{3} A_{ij}    →  (ij,ij-> [a<=b] A)
    \sum_i \delta_{i,2} x_i               →  (i,i-> x [a=2])
    \sum_i (x_i - y_i)^2                  →  (i-> (^ (+ x (- y)) (->i 2)))
    \frac1n \sum_i p_i                    →  (* (/ 1 #n) (i-> p))
    sum(i=1..3, x_i)                      →  (i-> x)
    \prod_i x_i                           →  (productover.0 x)
    \prod_{i=1}^3 x_i                     →  (productover.0 x)
    \prod_{j \ne 2} x_j                   →  (productover.0 (piecewise [a!=2] x (->i 1)))
    \max_i x_i                            →  (maximum.0 x)
    \min_i x_i                            →  (minimum.0 x)
    \sum_i \max_j A_{ij}                  →  (i-> (maximum.1 A))
  `);
});

describe("conditions", () => {
  means(String.raw`
    \begin{cases} s & s > 0 \\ 0 & \text{otherwise} \end{cases}  →  (piecewise (less 0 s) s 0)
    \begin{cases} s & s \ge 0 \\ -s & s < 0 \end{cases}  →  (piecewise (lessequal 0 s) s (- s))
    \begin{cases} 1 & s > 1 \\ 2 & s > 0 \\ 3 & \text{else} \end{cases}  →  (piecewise (less 1 s) 1 (piecewise (less 0 s) 2 3))
    \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}  →  (piecewise (less (->i 0) x) x (->i 0)) : [3]
    1_{s > 0}                                 →  (less 0 s)
    \mathbf{1}_{s > 0}                        →  (less 0 s)
    \mathbb{1}[s \le t]                       →  (lessequal s t)
    \mathbb{1}[s \ne t]                       →  (+ 1 (- (equal s t)))
    \mathbf{1}[0 < s < 1]                     →  (* (less 0 s) (less s 1))
  `);
});

describe("literals", () => {
  means(String.raw`
    [-2; 3]                                   →  (stack -2 3) : [2]
    [-2, 3]                                   →  (stack -2 3) : [2] {row}
    [1, 2; 3, 4]                              →  (stack 1 2 3 4) : [2, 2]
    [[1, 2], [3, 4]]                          →  (stack 1 2 3 4) : [2, 2]
    \begin{bmatrix} 1 \\ s \end{bmatrix}      →  (stack 1 s) : [2]
    \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}  →  (stack 1 2 3 4) : [2, 2]
    [s]                                       →  s
    [1, 2, 3] x                               →  (i,i-> (stack 1 2 3) x)
    [1, 2, 3]^T                               →  (stack 1 2 3) : [3]
  `);
});
