/**
 * Seconds of a WAV, FLAC, MP3, Ogg or MP4 recording, from its headers; undefined for anything else or a cut header.
 * An MP3 without a count of its frames is taken to keep the rate of its first one.
 */
export function soundSeconds(bytes: Uint8Array): number | undefined {
  if (bytes.length < 32) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seconds = wav(view) ?? flac(view) ?? ogg(view) ?? mp4(view) ?? mp3(view);
  return seconds !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}

const isAt = (view: DataView, at: number, text: string): boolean =>
  at + text.length <= view.byteLength && [...text].every((char, i) => view.getUint8(at + i) === char.charCodeAt(0));

function wav(view: DataView): number | undefined {
  if (!isAt(view, 0, "RIFF") || !isAt(view, 8, "WAVE")) return undefined;
  let rate = 0;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    if (isAt(view, at, "fmt ") && at + 20 <= view.byteLength) rate = view.getUint32(at + 16, true);
    // a recorder that was cut off leaves a size that is not true
    if (isAt(view, at, "data")) return Math.min(size, view.byteLength - at - 8) / rate;
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function flac(view: DataView): number | undefined {
  if (!isAt(view, 0, "fLaC")) return undefined;
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
  return samples / rate;
}

/** The last page says how many samples there are before its end. */
function ogg(view: DataView): number | undefined {
  if (!isAt(view, 0, "OggS")) return undefined;
  const first = 27 + view.getUint8(26);
  const opus = isAt(view, first, "OpusHead");
  if (!opus && !(isAt(view, first + 1, "vorbis") && first + 16 <= view.byteLength)) return undefined;
  const rate = opus ? 48_000 : view.getUint32(first + 12, true);
  const until = Math.max(0, view.byteLength - 128 * 1024);
  for (let at = view.byteLength - 27; at >= until; at--)
    if (isAt(view, at, "OggS")) {
      return (view.getUint32(at + 6, true) + view.getUint32(at + 10, true) * 2 ** 32) / rate;
    }
  return undefined;
}

/** The header of the film, in a box of its own that stands at either end of the file. */
function mp4(view: DataView): number | undefined {
  if (!isAt(view, 4, "ftyp")) return undefined;
  const movie = box(view, 0, view.byteLength, "moov");
  const header = movie && box(view, movie.from, movie.to, "mvhd");
  if (!header || header.from + 32 > view.byteLength) return undefined;
  const long = view.getUint8(header.from) === 1;
  const at = header.from + (long ? 20 : 12);
  const length = long ? view.getUint32(at + 4) * 2 ** 32 + view.getUint32(at + 8) : view.getUint32(at + 4);
  return length / view.getUint32(at);
}

function box(view: DataView, from: number, to: number, name: string): { from: number; to: number } | undefined {
  for (let at = from; at + 8 <= to; ) {
    const small = view.getUint32(at);
    const size = small === 1 && at + 16 <= to ? view.getUint32(at + 8) * 2 ** 32 + view.getUint32(at + 12) : small;
    const end = size === 0 ? to : at + size;
    if (size !== 0 && size < 8) return undefined;
    if (isAt(view, at + 4, name)) return { from: at + (small === 1 ? 16 : 8), to: Math.min(to, end) };
    at = end;
  }
  return undefined;
}

/** kilobits per second of layer III, by version: MPEG 1, then 2 and 2.5 */
const bitRates = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const sampleRates = [44_100, 48_000, 32_000];

function mp3(view: DataView): number | undefined {
  let at = 0;
  // the tag in front has its length in four groups of seven bits
  if (isAt(view, 0, "ID3")) at = 10 + [6, 7, 8, 9].reduce((size, i) => size * 128 + (view.getUint8(i) & 127), 0);
  if (at + 4 > view.byteLength || (view.getUint16(at) & 0xffe6) !== 0xffe2) return undefined;
  const head = view.getUint32(at);
  const version = (head >>> 19) & 3;
  const bits = bitRates[version === 3 ? 0 : 1]![(head >>> 12) & 15];
  const base = sampleRates[(head >>> 10) & 3];
  if (!bits || !base || version === 1) return undefined;
  const rate = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const mono = ((head >>> 6) & 3) === 3;
  const info = at + 4 + (version === 3 ? (mono ? 17 : 32) : mono ? 9 : 17);
  const counted = (isAt(view, info, "Xing") || isAt(view, info, "Info")) && info + 12 <= view.byteLength;
  if (counted && view.getUint32(info + 4) & 1) {
    return (view.getUint32(info + 8) * (version === 3 ? 1152 : 576)) / rate;
  }
  return ((view.byteLength - at) * 8) / (bits * 1000);
}
