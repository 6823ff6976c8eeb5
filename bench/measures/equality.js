/**
 * @file Are two expressions equal? Pairs of the test set that every peer can read (no activations,
 * no derivatives), half of them false by one edit; each peer with its own best recipe. A false one
 * that is called equal and an equal one that is called different are errors; "found" counts the
 * equal pairs that are shown equal. Parsing is not timed, a proof is.
 */
import { readFileSync } from "node:fs";
import { figures, ratio, table } from "../table.js";

const perPeer = 160;
const limit = 240_000;

export const title = "Deciding equality: equal pairs found, false ones refused, ms a pair";

/** Words that some peer does not know. */
const foreign =
  /relu|silu|sigmoid|softplus|log\(|arccot|arsinh|arcosh|artanh|sech|csch|coth|max|min|d\/dx|\bw\b|\be\b/;

/** Every k-th pair, in the order of the file. */
function pairs() {
  const url = new URL("../../test/check/pairs.jsonl", import.meta.url);
  const all = readFileSync(url, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const common = all.filter(({ a, b }) => !foreign.test(a + b));
  const step = Math.max(1, Math.floor(common.length / perPeer));
  return common.filter((_, k) => k % step < 1).slice(0, perPeer);
}

export async function measure(peers, own) {
  const asked = pairs();
  const rows = [];
  const means = new Map();
  for (const peer of peers) {
    const answer = await peer.ask({ case: "equality", pairs: asked }, limit);
    means.set(peer, answer.mean);
    rows.push({ peer, answer });
  }
  const heading = ["", "equal found", "false refused", "errors", "median", "mean", "mean / ours"];
  return table(
    heading,
    rows.map(({ peer, answer }) => {
      if (answer.error !== undefined) return [peer.name, answer.error, "", "", "", "", ""];
      const { found, refused, errors, equal, different, median, mean } = answer;
      return [
        peer.name,
        `${found}/${equal}`,
        `${refused}/${different}`,
        `${errors}`,
        figures(median),
        figures(mean),
        ratio(mean, means.get(own)),
      ];
    }),
  );
}
