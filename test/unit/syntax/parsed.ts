import type { Host } from "../../../src/engine/files/host";
import type { Parsers } from "../../../src/engine/syntax/index";
import { createParsers } from "../../../src/engine/syntax/index";
import { readAsset } from "../host";

let parsers: Promise<Parsers> | undefined;

/** One set of parsers for all tests of a run, from a host that has nothing but assets. */
export function testParsers(): Promise<Parsers> {
  parsers ??= createParsers(assetsOnly);
  return parsers;
}

const refuse = (): never => {
  throw new Error("only assets are read");
};

const assetsOnly: Host = {
  folders: [],
  readDirectory: refuse,
  stat: refuse,
  read: refuse,
  realPath: refuse,
  asset: readAsset,
};
