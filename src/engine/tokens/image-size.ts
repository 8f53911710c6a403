/** Pixels of a PNG, JPEG, GIF or WebP, from its first bytes; undefined for anything else or a cut header. */
export function imageSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = png(bytes, view) ?? gif(bytes, view) ?? webp(bytes, view) ?? jpeg(bytes, view);
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

type Size = { width: number; height: number } | undefined;
const text = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length));

function png(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 24 || view.getUint32(0) !== 0x89504e47) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 10 || text(bytes, 0, 4) !== "GIF8") return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function webp(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 30 || text(bytes, 0, 4) !== "RIFF" || text(bytes, 8, 4) !== "WEBP") return undefined;
  switch (text(bytes, 12, 4)) {
    case "VP8 ":
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: 1 + (view.getUint32(24, true) & 0xffffff), height: 1 + (view.getUint32(26, true) >>> 8) };
    default:
      return undefined;
  }
}

/** Walks the segments to the first frame header. */
function jpeg(bytes: Uint8Array, view: DataView): Size {
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    const bare = (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;
    at += bare ? 2 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** The same for base64, with or without `data:…,` before it. */
export const encodedImageSize = (data: string) => imageSize(headOf(data));

/** bytes of base64 that are decoded: image headers stand at the front, but a JPEG's size may follow a long preview */
const headLength = 256 * 1024;

function headOf(data: string): Uint8Array {
  const comma = data.startsWith("data:") ? data.indexOf(",") + 1 : 0;
  const head = data.slice(comma, comma + headLength).replace(/[^A-Za-z0-9+/]/g, "");
  const bytes = new Uint8Array((head.length * 3) >> 2);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < head.length; i++) {
    held = (held << 6) | base64.indexOf(head[i]!);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
  return bytes;
}

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
