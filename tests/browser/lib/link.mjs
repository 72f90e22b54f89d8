// A share link made without the page: what a stranger sends.
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

const lines = readFileSync(new URL("../../../crates/share/src/dictionary-1.txt", import.meta.url), "utf8");
const dictionary = Buffer.from(lines.replaceAll("\n", ""));

/** The fragment of a link that opens a case file, with its `#`. */
export function linkTo(file) {
  const text = Buffer.from(JSON.stringify(file));
  const packed = deflateRawSync(text, { dictionary, level: 9 });
  const [a, b, c, d] = adler32(text);
  return `#case=1.${Buffer.concat([Buffer.from([a ^ c, b ^ d]), packed]).toString("base64url")}`;
}

/** Its four bytes, the most significant first. */
function adler32(bytes) {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return [high >> 8, high & 255, low >> 8, low & 255];
}
