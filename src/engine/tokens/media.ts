import { type MediaFormula, type MediaRule, matches } from "./families";
import type { MediaShape, RequestShape } from "./request";

export interface MediaCount {
  low: number;
  tokens: number;
  high: number;
  /** those whose size is not known */
  open: string[];
  /** the most that the open ones can be beyond the least of them, which is counted; undefined where a vendor sets no limit */
  most?: number;
  /** the recordings among them, as far as their length is known */
  sound: { seconds: number; tokens: number };
}

/** Tokens of the images, files and sound of a request, each by its vendor's formula. */
export function mediaTokens(request: RequestShape, formula: MediaFormula | undefined): MediaCount {
  const count: MediaCount = { low: 0, tokens: 0, high: 0, open: [], most: 0, sound: { seconds: 0, tokens: 0 } };
  for (const message of request.messages) {
    for (const content of message.content) {
      if (content.kind !== "media") continue;
      const rule = ruleFor(content.media, request.target.model, formula);
      const one = rule && oneMedia(content.media, rule);
      if (content.media.kind === "audio") {
        count.sound.seconds += content.media.seconds ?? 0;
        count.sound.tokens += one?.tokens ?? 0;
      }
      if (one === undefined) {
        const least = rule ? leastOf(content.media, rule) : 0;
        const most = rule && mostOf(content.media, rule);
        count.open.push(content.media.name);
        count.low += least;
        count.tokens += least;
        count.high += least;
        count.most = most === undefined || count.most === undefined ? undefined : count.most + most - least;
        continue;
      }
      count.low += one.low;
      count.tokens += one.tokens;
      count.high += one.high;
    }
  }
  return count;
}

type Amount = { low: number; tokens: number; high: number };
const exactly = (tokens: number): Amount => ({ low: tokens, tokens, high: tokens });

function ruleFor(media: MediaShape, model: string, formula: MediaFormula | undefined): MediaRule | undefined {
  return formula?.rules.find((rule) => (rule.kind ?? "image") === media.kind && matches(rule.models, model));
}

/** Tokens of one image, file or sound; undefined when its size is not known. */
export function oneMedia(media: MediaShape, rule: MediaRule): Amount | undefined {
  if (rule.form === "flat") return flat(media, rule);
  if (rule.form === "tiles" && media.detail === "low") return exactly(rule.base);
  if (media.width === undefined || media.height === undefined) return undefined;
  return exactly(Math.round(sized(media.width, media.height, rule)));
}

/** The least that the formula gives for any picture or document. */
function leastOf(media: MediaShape, rule: MediaRule): number {
  switch (rule.form) {
    case "tiles":
      // without a detail the vendor may choose the low one
      return rule.base + (media.detail === "high" ? rule.tile : 0);
    case "crops":
      return rule.tokens;
    case "patches":
      return Math.floor(rule.factor + rule.extra);
    case "area":
      return rule.extra;
    case "flat":
      return rule.per === "second" ? 0 : Math.floor(rule.low ?? rule.tokens);
  }
}

/** The most that the formula gives for any picture. */
function mostOf(media: MediaShape, rule: MediaRule): number | undefined {
  switch (rule.form) {
    case "tiles":
      return Math.round(sized(rule.longSide, rule.shortSide, rule));
    case "patches":
      return Math.ceil(rule.budget * rule.factor + rule.extra);
    case "area":
      return rule.max + rule.extra;
    default:
      // a tile for each piece of the picture, or for each page or second: no limit without its size
      return rule.form === "flat" && rule.per === undefined ? flat(media, rule)?.high : undefined;
  }
}

function flat(media: MediaShape, rule: MediaRule & { form: "flat" }): Amount | undefined {
  const units = rule.per === "page" ? media.pages : rule.per === "second" ? media.seconds : 1;
  if (units === undefined) return undefined;
  return {
    low: Math.floor((rule.low ?? rule.tokens) * units),
    tokens: Math.round(rule.tokens * units),
    high: Math.ceil((rule.high ?? rule.tokens) * units),
  };
}

function sized(width: number, height: number, rule: Exclude<MediaRule, { form: "flat" }>): number {
  if (rule.form === "crops") return rule.tokens * crops(width, height, rule);
  const [w, h] = within(width, height, rule.longSide);
  switch (rule.form) {
    case "tiles": {
      const scale = Math.min(1, rule.shortSide / Math.min(w, h));
      return rule.base + rule.tile * Math.ceil((w * scale) / rule.size) * Math.ceil((h * scale) / rule.size);
    }
    case "patches":
      return patches(w, h, rule) * rule.factor + rule.extra;
    case "area":
      return Math.min(rule.max, (w * h) / rule.divisor) + rule.extra;
  }
}

/** Square crops of two thirds of the short side, within limits, and the whole picture once more; a small picture is one. */
function crops(width: number, height: number, rule: MediaRule & { form: "crops" }): number {
  if (width <= rule.single && height <= rule.single) return 1;
  const unit = Math.min(rule.largest, Math.max(rule.smallest, Math.floor(Math.min(width, height) / 1.5)));
  return Math.ceil(width / unit) * Math.ceil(height / unit) + 1;
}

const within = (width: number, height: number, longSide: number): [number, number] => {
  const scale = Math.min(1, longSide / Math.max(width, height));
  return [width * scale, height * scale];
};

/** Squares that cover the image, after shrinking it until they fit the budget. */
function patches(width: number, height: number, rule: { size: number; budget: number }): number {
  const cover = (w: number, h: number) => Math.ceil(w / rule.size) * Math.ceil(h / rule.size);
  if (cover(width, height) <= rule.budget) return cover(width, height);
  const scale = Math.sqrt((rule.size * rule.size * rule.budget) / (width * height));
  const columns = (width * scale) / rule.size;
  const rows = (height * scale) / rule.size;
  const whole = scale * Math.min(Math.floor(columns) / columns, Math.floor(rows) / rows);
  return cover(Math.floor(width * whole), Math.floor(height * whole));
}
