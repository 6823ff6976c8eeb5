/**
 * Text without meaning: each row names what is reported and the place that is underlined. The
 * names in scope stand in meaning.ts (x, y have size 3; z, b size 2; W is 3 × 2, V 2 × 3).
 */
import { describe, expect, test } from "vitest";
import { messageOf } from "../../src/source/index.ts";
import { meaningOf } from "./meaning.ts";
import { complains } from "./meaning-rows.ts";

describe("what has no meaning", () => {
  complains(String.raw`
    x + z  →  PG2003 «x + z»
    s + x + z  →  PG2003 «s + x + z»
    x^T + y  →  PG2003 «x^T + y»
    x \odot z  →  PG2004 «z»
    A \odot W  →  PG2004 «W»
    x / z  →  PG2003 «x / z»
    x^z  →  PG2003 «x^z»
    \max(x, z)  →  PG2003 «\max(x, z)»
    f(x, z)  →  PG2003 «f(x, z)»
    1_{x < z}  →  PG2003 «x < z»
    \begin{cases} x & x > 0 \\ z & \text{otherwise} \end{cases}  →  PG2003 «\begin{cases} x & x > 0 \\ z & \text{otherwise} \end{cases}»
    W x  →  PG2004 «x»
    s W x  →  PG2004 «x»
    x y  →  PG2004 «y»
    x z^T y  →  PG2004 «y»
    A x^T  →  PG2004 «x^T»
    V^T x  →  PG2004 «x»
    z W  →  PG2004 «W»
    A x W  →  PG2004 «W»
    B V  →  PG2004 «V»
    A + I W  →  PG2003 «A + I W»
    A^{-1} + W^{-1}  →  PG2009 «W^{-1}»
    W^{-1}  →  PG2009 «W^{-1}»
    \det W  →  PG2009 «\det W»
    tr(W)  →  PG2009 «tr(W)»
    inv(x)  →  PG2009 «inv(x)»
    diag(W)  →  PG2009 «diag(W)»
    x_4  →  PG2008 «4»
    x_0  →  PG2008 «0»
    x_{1,2}  →  PG2008 «x_{1,2}»
    W_{3,3}  →  PG2008 «3»
    W_{33}  →  PG2008 «3»
    s_3  →  PG2002 «s_3»
    x_i  →  PG2006 «i»
    W_{ij}  →  PG2006 «i»
    A_{i,1}  →  PG2006 «i»
    \sum_i s  →  PG2006 «i»
    \sum_i s_i  →  PG2006 «i»
    \sum_{i=1}^4 x_i  →  PG2008 «i»
    \sum_{i=1}^3 x_{i+1}  →  PG2008 «i+1»
    \sum_{i=s}^3 x_i  →  PG2006 «i»
    \sum_{i=1}^{s} x_i  →  PG2006 «i»
    \sum_{i=1}^0 x_i  →  PG2006 «i»
    \sum_{i \in S} x_i  →  PG2005 «i \in S»
    \max_{i \ne 1} x_i  →  PG2005 «\max_{i \ne 1} x_i»
    I  →  PG2018 «I»
    \ln I  →  PG2018 «I»
    s I  →  PG2018 «s I»
    x + I  →  PG2003 «x + I»
    W + I  →  PG2003 «W + I»
    [1, 2; 3]  →  PG1014 «[1, 2; 3]»
    [x; 1]  →  PG2010 «x»
    \sum_i [x_i; 1]  →  PG2010 «x_i»
    \sin(s, t)  →  PG2007 «\sin(s, t)»
    max()  →  PG2007 «max()»
    sqrt(s, t)  →  PG2007 «sqrt(s, t)»
    leakyrelu(s, 1, 2)  →  PG2007 «leakyrelu(s, 1, 2)»
    f'(s, t)  →  PG2005 «f'(s, t)»
    \sin_2 s  →  PG2005 «2»
    foo  →  PG1025 «foo» PG2002 «f» PG2002 «o» PG2002 «o»
    q + \kappa  →  PG2002 «\kappa»
    h  →  PG2002 «h»
    s'  →  PG2005 «s'»
    s = t  →  PG2005 «s = t»
    \frac{dy}{dx}  →  PG2005 «\frac{dy}{dx}»
    \nabla s  →  PG2005 «\nabla s»
    (s, t)  →  PG2005 «s, t»
    \langle x \rangle  →  PG2005 «\langle x \rangle»
    s \pm t  →  PG2005 «t»
    1 + 2 + \cdots + 9  →  PG2005 «\cdots»
    \text{hello}  →  PG2002 «\text{hello}»
    x^{(3)}  →  PG2002 «x^{(3)}»
    \sum_{i=1}^3 x^{(i)}  →  PG2005 «x^{(i)}»
    \left. s \right|_{t=1}  →  PG2005 «\left. s \right|_{t=1}»
    \sum_{i=1}^3 A^i  →  PG2005 «A^i»
    \|x\|_3  →  PG2005 «\|x\|_3»
    s!  →  PG2005 «s!»
    \binom{2}{s}  →  PG2005 «\binom{2}{s}»
    1_{s}  →  PG2005 «1_{s}»
    1_{s \approx t}  →  PG2005 «s \approx t»
    (s + t  →  PG1004 «(»
  `);
});

describe("what to do about it", () => {
  const hints: [string, string][] = [
    ["W x", "Is a transpose missing on the left factor?"],
    ["B V", "Is a transpose missing on the right factor?"],
    ["A x^T", "The right factor stands as a row. Is its transpose one too many?"],
    ["x y", "Write x^T y for the inner product"],
    ["x \\odot z", "entry by entry needs equal shapes"],
    ["s I", "Write it as I_n or I_3"],
    ["\\|x\\|_3", "Use 1, 2, \\infty or F"],
    ["f'(s, t)", "f^{(0,1)}(x, y)"],
    ["s \\pm t", "Write both cases out"],
  ];
  test.each(hints)("%s", (formula, hint) => {
    const { diagnostics } = meaningOf(formula);
    expect(diagnostics.map(messageOf).join(" ")).toContain(hint);
  });
});
