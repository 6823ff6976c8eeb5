/**
 * @file As much of Protocol Buffers as a model takes: a message is a list of fields, each a key
 * (number · 8 + wire type) and a value that is a varint, four bytes, or bytes with their length.
 *
 * Source: Protocol Buffers documentation, "Encoding".
 */

/** A message, or a part of one, as bytes. */
export type Bytes = Uint8Array;

/** Messages one after the other. */
export function joinedBytes(parts: readonly Bytes[]): Bytes {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** A whole number in groups of seven bits, the lowest first; negative ones as 64 bits. */
export function varint(value: number | bigint): Bytes {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const group = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? group : group | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

const key = (field: number, wire: number): Bytes => varint(field * 8 + wire);

/** A whole number. */
export function whole(field: number, value: number | bigint): Bytes {
  return joinedBytes([key(field, 0), varint(value)]);
}

/** A float of 32 bits. */
export function single(field: number, value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return joinedBytes([key(field, 5), bytes]);
}

/** Bytes, or a message within the message. */
export function nestedBytes(field: number, ...parts: readonly Bytes[]): Bytes {
  const content = joinedBytes(parts);
  return joinedBytes([key(field, 2), varint(content.length), content]);
}

/** A text in UTF-8. */
export function text(field: number, value: string): Bytes {
  return nestedBytes(field, utf8(value));
}

function utf8(value: string): Bytes {
  const escaped = encodeURIComponent(value);
  const bytes: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    if (escaped[at] === "%") {
      bytes.push(Number.parseInt(escaped.slice(at + 1, at + 3), 16));
      at += 2;
    } else bytes.push(escaped.charCodeAt(at));
  }
  return Uint8Array.from(bytes);
}
