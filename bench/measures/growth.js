/**
 * @file Growth: the derivative of f_n = sin(f_{n−1})·f_{n−1}, f_0 = x. Written out, it doubles
 * with every level; what a peer holds of it in memory says whether it shares. A peer that needs
 * more than the budget for one level is not asked for the next.
 */
import { depths, greatDepths } from "../cases.js";
import { duration, figures, median, table } from "../table.js";

const budget = 4_000;
/** Nodes are counted so far and no further. */
const limit = 10_000_000;
const rounds = 3;

export const title = "Growth: derivative of f_n = sin(f_(n-1))·f_(n-1), f_0 = x: time, nodes held";

export async function measure(peers, ours) {
  const out = new Set();
  const rows = [];
  for (const n of [...depths, ...greatDepths]) {
    const asked = n > depths.at(-1) ? peers.filter((peer) => peer === ours) : peers;
    const answers = new Map(asked.map((peer) => [peer, []]));
    for (let round = 0; round < rounds; round++) {
      for (const peer of asked) {
        const last = answers.get(peer).at(-1);
        // What takes long needs no median.
        if (out.has(peer) || last?.ms > 500) continue;
        const answer = await peer.ask({ case: "growth", n, limit }, 15 * budget);
        answers.get(peer).push(answer);
        if (answer.error !== undefined || answer.ms > budget) out.add(peer);
      }
    }
    rows.push([`n = ${n}`, ...peers.map((peer) => cell(answers.get(peer) ?? []))]);
  }
  return table(["", ...peers.map(({ name }) => name)], rows);
}

function cell(answers) {
  if (answers.length === 0) return "";
  const failed = answers.find(({ error }) => error !== undefined);
  if (failed !== undefined) return failed.error;
  const { nodes } = answers[0];
  const time = duration(median(answers.map(({ ms }) => ms)));
  if (nodes === undefined) return time;
  return `${time}, ${nodes >= limit ? `> ${count(limit)}` : count(nodes)}`;
}

const count = (n) => (n < 1e6 ? n.toLocaleString("en") : `${figures(n / 1e6)} M`);
