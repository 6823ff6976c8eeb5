/**
 * @file Giac, one run of the program for each question; `time` is its own. Node counts are not
 * asked for.
 */
import { closedText, triple } from "../cases.js";

export const command = "giac";
export const versionArguments = ["--version"];
export const reply = /BENCH ([\d.eE+-]+)/;

const timed = (body, repeats) =>
  `t:=time(for(k:=0;k<${repeats};k++){${body}});print("BENCH "+string(evalf(t[1]*1000/${repeats})));`;

const run = (text) => ({ args: [text] });

/** How often each pair is asked. */
const askings = 10;

/** Its own names. */
const readable = (text) => text.replace(/\barc(sin|cos|tan)\(/g, "a$1(");

export const questions = {
  equality({ pairs }) {
    const letters = [...new Set(pairs.flatMap(({ a, b }) => (a + b).match(/\b[a-z]\b/g)))];
    const positive = letters.map((letter) => `assume(${letter}>0);`).join("");
    const asked = pairs.map(({ a, b }) => {
      const body = `r:=simplify((${readable(a)})-(${readable(b)}));`;
      const timed = `t:=time(for(k:=0;k<${askings};k++){${body}});`;
      return `r:=1;${timed}print("PAIR "+string(r==0)+" "+string(evalf(t[1]*1000/${askings})));`;
    });
    return { ...run(`${positive}${asked.join("")}`), pairs };
  },
  closed({ reading }) {
    const names = triple(0);
    const text = closedText(names);
    const y = reading ? `y:=expr("${text}")` : "y:=y0";
    const body = `${[y, ...names.map((name, i) => `g${i}:=diff(y,${name})`)].join(";")};`;
    return run(`y0:=${text};${timed(body, 5_000)}`);
  },
  growth({ n }) {
    const repeats = n < 8 ? 50 : 1;
    return run(`f:=x;for(j:=0;j<${n};j++){f:=sin(f)*f;};${timed("g:=diff(f,x);", repeats)}`);
  },
  product({ n }) {
    const make = `vs:=seq(expr("v"+string(j)),j,1,${n});y:=product(vs);`;
    return run(`${make}${timed(`for(j:=0;j<${n};j++){g:=diff(y,vs[j]);}`, n < 100 ? 50 : 1)}`);
  },
};
