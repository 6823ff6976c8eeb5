/**
 * @file The product of n variables and its whole gradient: n derivatives, which one backward pass
 * gives in linear time where single derivatives need quadratic time or more.
 */
import { lengths } from "../cases.js";
import { duration, figures, median, table } from "../table.js";

const budget = 4_000;
const rounds = 3;

export const title = "Product of n variables, whole gradient";

export async function measure(peers, ours) {
  const out = new Set();
  const rows = [];
  for (const n of lengths) {
    const times = new Map(peers.map((peer) => [peer, []]));
    const errors = new Map();
    for (let round = 0; round < rounds; round++) {
      for (const peer of peers) {
        if (out.has(peer) || times.get(peer).at(-1) > 500) continue;
        const { ms, error } = await peer.ask({ case: "product", n }, 5 * budget);
        if (error !== undefined) errors.set(peer, error);
        else times.get(peer).push(ms);
        if (error !== undefined || ms > budget) out.add(peer);
      }
    }
    const each = peers.map((peer) => {
      const found = times.get(peer);
      return found.length > 0 ? duration(median(found)) : (errors.get(peer) ?? "");
    });
    const own = median((times.get(ours) ?? []).map((ms) => (1e6 * ms) / n));
    rows.push([`n = ${n.toLocaleString("en")}`, ...each, figures(own)]);
  }
  return table(["", ...peers.map(({ name }) => name), "ours, ns a variable"], rows);
}
