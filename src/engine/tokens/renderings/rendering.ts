import type { Encoding } from "../encoding";
import { isObject, type Json, type ToolShape } from "../request";
import { compactJson } from "../tool-json";

/** How a family's chat template writes what is not plain text. What is missing here is counted by its parts. */
export interface Rendering {
  /** all tool definitions */
  tools(tools: readonly ToolShape[]): string;
  /** one call; `args` as they were sent, JSON as a rule */
  call?(name: string, args: string): string;
  /** what a tool answered; `name` where the request says which tool it was */
  result?(text: string, name: string | undefined): string;
}

/** Stands for one of the template's own markers: a token of its own, which no text contains. */
export const mark = "\u{10fffe}";

export function countRendered(text: string, encoding: Encoding): number {
  const runs = text.split(mark);
  return runs.reduce((sum, run) => sum + encoding.count(run), runs.length - 1);
}

export type Schema = { [key: string]: Json };
export const schemaOf = (json: Json | undefined): Schema => (isObject(json) ? json : {});
export const textOf = (json: Json | undefined): string => (typeof json === "string" ? json : "");
/** A word of a schema; what is none of them, such as an object where a name belongs, as JSON. */
export const wordOf = (json: Json): string => (typeof json === "string" ? json : compactJson(json));
export const listOf = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : []);

/** The JSON that a text holds; undefined for any other text. */
export function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** What a reference stands for, among the definitions of the schema that it stands in. */
export function resolved(schema: Schema, definitions: Schema): Schema {
  const name = textOf(schema.$ref).split("/").pop();
  return name ? schemaOf(definitions[name]) : schema;
}

export const definitionsOf = (schema: Schema): Schema => ({
  ...schemaOf(schema.definitions),
  ...schemaOf(schema.$defs),
});
