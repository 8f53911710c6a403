import { encodedImageSize } from "./image-size";
import { isObject, type Json, type MediaShape } from "./request";

type Body = { [key: string]: Json };
const string = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** A picture, document or recording in any vendor's block form; undefined when the block is none. */
export function mediaOf(block: Body): MediaShape | undefined {
  const holder =
    block.image_url ??
    block.image ??
    block.inlineData ??
    block.inline_data ??
    block.fileData ??
    block.file_data ??
    block.file ??
    block.document ??
    block.video ??
    block.input_audio ??
    block.source;
  const type = string(block.type) ?? "";
  if (holder === undefined && !/image|file|document|audio|video/.test(type)) return undefined;
  const inner = isObject(holder) ? holder : {};
  const data = dataOf(block, inner) ?? string(holder);
  const mime =
    string(inner.mimeType) ??
    string(inner.mime_type) ??
    string(inner.media_type) ??
    data?.match(/^data:([^;,]+)/)?.[1] ??
    "";
  const media: MediaShape = { kind: kindOf(block, type, mime), name: mime || type || "file" };
  const detail = string(inner.detail) ?? string(block.detail);
  if (detail) media.detail = detail;
  const size = data ? encodedImageSize(data) : undefined;
  if (size) Object.assign(media, size);
  else Object.assign(media, statedSize(block, 0));
  return media;
}

/** A recording may hold the size of a picture instead of its bytes. */
function statedSize(json: Json, depth: number): Partial<MediaShape> {
  if (!isObject(json) || depth > 4) return {};
  const stated: Partial<MediaShape> = {};
  for (const key of ["width", "height", "pages", "seconds"] as const) {
    const value = json[key];
    if (typeof value === "number" && value > 0) stated[key] = value;
  }
  return Object.assign({}, ...Object.values(json).map((each) => statedSize(each, depth + 1)), stated);
}

function kindOf(block: Body, type: string, mime: string): MediaShape["kind"] {
  if (mime.startsWith("image/") || block.image !== undefined || /image/.test(type)) return "image";
  if (mime.startsWith("audio/") || /audio/.test(type)) return "audio";
  if (mime.startsWith("video/") || block.video !== undefined || /video/.test(type)) return "video";
  return "file";
}

function dataOf(block: Body, inner: Body): string | undefined {
  const source = isObject(inner.source) ? inner.source : inner;
  return (
    string(source.data) ??
    string(source.bytes) ??
    string(source.url) ??
    string(inner.file_data) ??
    string(block.image_url) ??
    string(block.data)
  );
}
