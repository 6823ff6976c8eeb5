/**
 * @file A problem in the address: the text, packed by the browser's deflate, as base64url in the
 * fragment, which is never sent anywhere.
 *
 * References: RFC 4648, section 5; the Compression Streams standard (WHATWG).
 */

/** What the fragment begins with: the kind of packing. */
const sign = "#1.";

/** The fragment that holds a text. */
export async function fragmentOf(text: string): Promise<string> {
  const packed = await through(
    new TextEncoder().encode(text),
    new CompressionStream("deflate-raw"),
  );
  let binary = "";
  for (const byte of packed) binary += String.fromCharCode(byte);
  const base64 = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return sign + base64;
}

/** Whether a fragment should hold a text. */
export const isLink = (fragment: string): boolean => fragment.startsWith(sign);

/** The text that a fragment holds; null for any other fragment. */
export async function textIn(fragment: string): Promise<string | null> {
  if (!isLink(fragment)) return null;
  try {
    const base64 = fragment.slice(sign.length).replace(/-/g, "+").replace(/_/g, "/");
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bytes = await through(packed, new DecompressionStream("deflate-raw"));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const body = new Blob([bytes]).stream().pipeThrough(stream as GenericTransformStream as never);
  return new Uint8Array(await new Response(body as ReadableStream).arrayBuffer());
}
