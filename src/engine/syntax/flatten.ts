import type { GrammarNames, Tree } from "./tree";
import { maximumNotes } from "./tree";

/** The functions of the WebAssembly module that a walk needs; all take the address of a tree. */
export interface CursorFunctions {
  HEAP32: Int32Array;
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_tree_cursor_new_wasm(tree: number): void;
  _ts_tree_cursor_delete_wasm(tree: number): void;
  _ts_tree_cursor_goto_first_child_wasm(tree: number): number;
  _ts_tree_cursor_goto_next_sibling_wasm(tree: number): number;
  _ts_tree_cursor_goto_parent_wasm(tree: number): number;
  _ts_tree_cursor_current_node_type_id_wasm(tree: number): number;
  _ts_tree_cursor_current_field_id_wasm(tree: number): number;
  _ts_tree_cursor_current_node_is_missing_wasm(tree: number): number;
  _ts_tree_cursor_start_index_wasm(tree: number): number;
  _ts_tree_cursor_end_index_wasm(tree: number): number;
}

/** What the parser calls an error node, which no grammar names. */
const errorType = 65535;

/** Kinds that grammars allow anywhere and that carry no value. */
export const ignoredKinds = new Set(["line_continuation", "hash_bang_line"]);
export const commentKinds = new Set(["comment", "html_comment"]);

interface Arrays {
  types: Uint16Array;
  fields: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
  nexts: Uint32Array;
}

/** Reused from file to file: a tree is lowered before the next one is made. Given back when a file was unusually large. */
let arrays = allocate(1 << 16);
const keptCapacity = 1 << 21;

function allocate(capacity: number, from?: Arrays): Arrays {
  const made = {
    types: new Uint16Array(capacity),
    fields: new Uint8Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    nexts: new Uint32Array(capacity),
  };
  if (from) for (const key of Object.keys(made) as (keyof Arrays)[]) made[key].set(from[key]);
  return made;
}

function grow(t: Tree): void {
  arrays = allocate(t.count * 2, t);
  Object.assign(t, arrays);
}

/**
 * Walks the tree at an address into flat arrays. The cursor's state stays in the module's transfer buffer during the whole
 * walk (each function reads it there and leaves it there), so a step costs one call and no copying.
 */
export function flatten(module: CursorFunctions, tree: number, text: string, grammar: GrammarNames): Tree {
  if (arrays.types.length > keptCapacity) arrays = allocate(1 << 16);
  const t: Tree = { text, count: 0, comments: [], grammar, depth: 0, notes: [], yields: false, ...arrays };
  module._ts_tree_root_node_wasm(tree);
  module._ts_tree_cursor_new_wasm(tree);
  try {
    walk(module, tree, t);
  } finally {
    module._ts_tree_cursor_delete_wasm(tree);
  }
  return t;
}

function walk(module: CursorFunctions, tree: number, t: Tree): void {
  const {
    _ts_tree_cursor_goto_first_child_wasm: gotoFirstChild,
    _ts_tree_cursor_goto_next_sibling_wasm: gotoNextSibling,
    _ts_tree_cursor_goto_parent_wasm: gotoParent,
    _ts_tree_cursor_current_node_type_id_wasm: typeId,
    _ts_tree_cursor_current_field_id_wasm: fieldId,
    _ts_tree_cursor_current_node_is_missing_wasm: isMissing,
    _ts_tree_cursor_start_index_wasm: startIndex,
    _ts_tree_cursor_end_index_wasm: endIndex,
  } = module;
  const { kinds } = t.grammar;
  const parents: number[] = [];
  for (;;) {
    const type = typeId(tree);
    const kind = type === errorType ? "ERROR" : kinds[type]!;
    const start = startIndex(tree);
    const end = endIndex(tree);
    if (commentKinds.has(kind)) t.comments.push({ start, end });
    else if (!ignoredKinds.has(kind)) {
      const node = t.count++;
      if (node === t.types.length) grow(t);
      t.types[node] = type === errorType ? 0 : type;
      t.fields[node] = fieldId(tree);
      t.starts[node] = start;
      t.ends[node] = end;
      if (kind === "ERROR") report(t, start, end, "syntax error");
      // A tagged template with type arguments is read with a `!` that nobody has to write.
      else if (start === end && kind !== "!" && isMissing(tree) === 1) report(t, start, end, `missing ${kind}`);
      if (gotoFirstChild(tree)) {
        parents.push(node);
        continue;
      }
      t.nexts[node] = t.count;
    }
    while (!gotoNextSibling(tree)) {
      const parent = parents.pop();
      if (parent === undefined) return;
      t.nexts[parent] = t.count;
      gotoParent(tree);
    }
  }
}

function report(t: Tree, start: number, end: number, message: string): void {
  if (t.notes.length < maximumNotes) t.notes.push({ message, start, end });
}
