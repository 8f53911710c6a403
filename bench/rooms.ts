/** The part of a V8 CPU profile that is read here. */
interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** µs */
  timeDeltas: number[];
}

/**
 * What each room of the engine took by itself, the most first. The bundle has a comment with the name of each source file before its
 * code. The parser's WebAssembly belongs to syntax.
 */
export function roomsOf(profile: Profile, bundle: string): { room: string; seconds: number; share: number }[] {
  const roomOfLine = roomsOfLines(bundle);
  const rooms = new Map<number, string>();
  for (const { id, callFrame } of profile.nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const room = url.endsWith("/cli.js")
      ? roomOfLine[lineNumber]
      : /wasm/.test(url) || /wasm/i.test(functionName)
        ? "syntax"
        : functionName === "(garbage collector)"
          ? "garbage collection"
          : "Node itself";
    rooms.set(id, room ?? "the rest");
  }
  const times = new Map<string, number>();
  profile.samples.forEach((sample, index) => {
    const room = rooms.get(sample) ?? "the rest";
    times.set(room, (times.get(room) ?? 0) + profile.timeDeltas[index]! / 1e6);
  });
  const total = [...times.values()].reduce((sum, seconds) => sum + seconds, 0);
  return [...times]
    .sort((a, b) => b[1] - a[1])
    .map(([room, seconds]) => ({ room, seconds, share: seconds / Math.max(total, 1e-9) }));
}

function roomsOfLines(bundle: string): string[] {
  let room = "the rest";
  return bundle.split("\n").map((line) => {
    const source = /^\s*\/\/ (\S+\.(?:ts|js|mjs|cjs))$/.exec(line)?.[1];
    if (source !== undefined) {
      const inside = /^src\/engine\/([\w-]+)(\/|\.ts)/.exec(source)?.[1];
      room =
        inside ?? (/tree-sitter/.test(source) ? "syntax" : source.startsWith("src/") ? "command line" : "libraries");
    }
    return room;
  });
}
