// Prints what each file of a folder costs to store and to send.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv[1];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const rows = files.map((file) => {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return [file.slice(folder.length + 1), bytes.length, gzipSync(bytes, { level: 9 }).length, brotli.length];
});
rows.push(rows.reduce((sum, row) => ["in all", sum[1] + row[1], sum[2] + row[2], sum[3] + row[3]], ["", 0, 0, 0]));
const width = Math.max(...rows.map((row) => row[0].length));
console.log("".padEnd(width), "  raw, kB", " gzip, kB", "brotli, kB");
for (const [name, ...sizes] of rows) {
  const [raw, gzip, brotli] = sizes.map((size) => (size / 1000).toFixed(1));
  console.log(name.padEnd(width), raw.padStart(9), gzip.padStart(9), brotli.padStart(10));
}
