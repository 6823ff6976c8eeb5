/**
 * @file The three closed forms of y = cos((x1/x2)^x3): the derivatives by each input, as
 * expressions, in each peer's own default form; from a ready expression, and from text.
 */
import { figures, median, ratio, table } from "../table.js";

const rounds = 7;
const ms = 60;
const limit = 30_000;

export const title = "The three closed forms of cos((x1/x2)^x3), ms";

export async function measure(peers, own) {
  const times = new Map(peers.map((peer) => [peer, { ready: [], text: [] }]));
  for (let round = -1; round < rounds; round++) {
    for (const peer of peers) {
      for (const [kind, reading] of [
        ["ready", false],
        ["text", true],
      ]) {
        const answer = await peer.ask({ case: "closed", ms, reading }, limit);
        // The first round warms the peer up and is thrown away.
        if (round >= 0) times.get(peer)[kind].push(answer.ms ?? Number.NaN);
      }
    }
  }
  const ours = times.get(own) ?? { ready: [], text: [] };
  const rows = peers.map((peer) => {
    const { ready, text } = times.get(peer);
    return [
      peer.name,
      ...[ready, text].map((values) => figures(median(values))),
      ...[
        [ready, ours.ready],
        [text, ours.text],
      ].map(([theirs, pengrads]) => ratio(median(theirs), median(pengrads))),
    ];
  });
  return table(["", "ready", "from text", "ready / ours", "from text / ours"], rows);
}
