// Makes a picture of a page small: the 256 colours that it uses most, and the rest as the
// nearest of them. Pages have few colours, so nobody sees the difference.
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * @param {Buffer} png as Chromium writes it: 8 bits a channel, RGB or RGBA, not interlaced
 * @returns {Buffer} the same picture with a palette
 */
export function shrink(png) {
  const { width, height, pixels } = decode(png);
  const { palette, indices } = quantize(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The pixels as numbers 0xRRGGBB. */
function decode(png) {
  const data = [];
  let header;
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") {
      header = body;
    } else if (type === "IDAT") {
      data.push(body);
    }
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || channels === undefined || header[12] !== 0) {
    throw new Error("this is not the kind of picture that Chromium takes");
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1);
    const row = unfilter(raw[start], raw.subarray(start + 1, start + 1 + stride), above, channels);
    for (let x = 0; x < width; x += 1) {
      pixels[y * width + x] = row.readUIntBE(x * channels, 3);
    }
    above = row;
  }
  return { width, height, pixels };
}

function unfilter(filter, row, above, channels) {
  const out = Buffer.from(row);
  for (let x = 0; x < out.length; x += 1) {
    const left = x < channels ? 0 : out[x - channels];
    const up = above[x];
    const corner = x < channels ? 0 : above[x - channels];
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    out[x] = (row[x] + guess) & 0xff;
  }
  return out;
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) {
    return left;
  }
  return b <= c ? up : corner;
}

function quantize(pixels) {
  const counts = new Map();
  for (const pixel of pixels) {
    counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  }
  const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const kept = colours.slice(0, 256);
  const index = new Map(colours.map((colour) => [colour, nearest(colour, kept)]));
  const palette = Buffer.alloc(3 * kept.length);
  kept.forEach((colour, at) => palette.writeUIntBE(colour, 3 * at, 3));
  return { palette, indices: Uint8Array.from(pixels, (pixel) => index.get(pixel)) };
}

function nearest(colour, palette) {
  let [best, distance] = [0, Infinity];
  palette.forEach((other, at) => {
    const away = [16, 8, 0].reduce((sum, shift) => {
      const difference = ((colour >> shift) & 0xff) - ((other >> shift) & 0xff);
      return sum + difference * difference;
    }, 0);
    if (away < distance) {
      [best, distance] = [at, away];
    }
  });
  return best;
}

function chunk(type, body) {
  const out = Buffer.alloc(body.length + 12);
  out.writeUInt32BE(body.length, 0);
  out.write(type, 4, "latin1");
  out.set(body, 8);
  out.writeUInt32BE(crc(out.subarray(4, body.length + 8)), body.length + 8);
  return out;
}

/** CRC-32 as PNG computes it; Node.js 20 has none that is documented. */
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}
