import { hierarchy, treemap } from "d3-hierarchy";
import type { CallRow } from "./messages";

/** A folder, a file or a call with what it costs (USD), largest first. */
export interface MapNode {
  name: string;
  value: number;
  children: MapNode[];
  call?: CallRow;
}

export interface Cell {
  node: MapNode;
  /** the names from the shown node to this one */
  names: string[];
  /** shares of the map's width and height, 0 to 1 */
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** Smallest cells are gathered: more than this many cannot be told apart or clicked. */
const maximumCells = 60;

/** Calls by folder, file and line. A folder with nothing but one folder in it is written with it, as `src/chat`. */
export function billTree(rows: readonly CallRow[]): MapNode {
  const root: MapNode = { name: "All", value: 0, children: [] };
  for (const call of rows) {
    const value = call.withCap ?? call.floor ?? 0;
    let node = root;
    node.value += value;
    for (const name of call.place.file.split("/")) {
      node = childOf(node, name);
      node.value += value;
    }
    node.children.push({ name: `line ${call.place.line + 1}`, value, children: [], call });
  }
  root.children = root.children.map(joined);
  return sorted(root);
}

function childOf(node: MapNode, name: string): MapNode {
  const known = node.children.find((child) => child.name === name && !child.call);
  if (known) return known;
  const made: MapNode = { name, value: 0, children: [] };
  node.children.push(made);
  return made;
}

function joined(node: MapNode): MapNode {
  const [only] = node.children;
  if (node.children.length === 1 && only && !only.call) {
    return joined({ ...only, name: `${node.name}/${only.name}` });
  }
  return { ...node, children: node.children.map(joined) };
}

function sorted(node: MapNode): MapNode {
  return { ...node, children: node.children.map(sorted).sort((a, b) => b.value - a.value) };
}

/** The node that names lead to, as far as they still lead. */
export function find(root: MapNode, names: readonly string[]): { node: MapNode; path: string[] } {
  let node = root;
  const path: string[] = [];
  for (const name of names) {
    const next = node.children.find((child) => child.name === name && !child.call);
    if (!next) break;
    node = next;
    path.push(name);
  }
  return { node, path };
}

/** Below this many cells the largest folders are opened up, so that a map shows files soon. */
const enoughCells = 20;

/** What is inside a node, laid out in an area of width and height 1: its files, or folders where there are many. */
export function cells(node: MapNode): Cell[] {
  const parts = opened(node).slice(0, maximumCells);
  const children = parts.map((part) => ({ part, value: part.node.value }));
  const root = hierarchy<Datum>({ children }).sum(({ value }) => value ?? 0);
  const laid = treemap<Datum>().size([2, 1]).paddingInner(0.003)(root);
  return (laid.children ?? []).map(({ data, x0, x1, y0, y1 }) => ({ ...data.part!, x0: x0 / 2, x1: x1 / 2, y0, y1 }));
}

type Part = Pick<Cell, "node" | "names">;
interface Datum {
  part?: Part;
  value?: number;
  children?: Datum[];
}

function opened(node: MapNode): Part[] {
  const part = (child: MapNode, before: string[]): Part => ({ node: child, names: [...before, child.name] });
  let parts = node.children.map((child) => part(child, []));
  while (parts.length < enoughCells) {
    const folder = parts.find(({ node: { children } }) => children.length > 0 && !children.some((child) => child.call));
    if (folder === undefined) break;
    const inside = folder.node.children.map((child) => part(child, folder.names));
    parts = [...parts.filter((one) => one !== folder), ...inside];
    parts.sort((a, b) => b.node.value - a.node.value);
  }
  return parts.filter((one) => one.node.value > 0);
}
