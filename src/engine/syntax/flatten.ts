import { type Grammar, Step } from "./grammar";
import type { Tree } from "./tree";
import { maximumNotes } from "./tree";

/** The functions of the WebAssembly module that a walk needs; all take the address of a tree. */
export interface CursorFunctions {
  HEAP32: Int32Array;
  _ts_tree_root_node_wasm(tree: number): void;
  _ts_node_has_error_wasm(tree: number): number;
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

/** Whether anything in a tree could not be understood, or had to be made up. */
export function hasErrors(module: CursorFunctions, tree: number): boolean {
  module._ts_tree_root_node_wasm(tree);
  return module._ts_node_has_error_wasm(tree) === 1;
}

/**
 * Walks the tree at an address into flat arrays. The cursor's state stays in the module's transfer buffer during the whole
 * walk (each function reads it there and leaves it there), so a step costs one call and no copying.
 */
export function flatten(module: CursorFunctions, tree: number, text: string, grammar: Grammar): Tree {
  if (arrays.types.length > keptCapacity) arrays = allocate(1 << 16);
  const t: Tree = { text, count: 0, comments: [], grammar, depth: 0, notes: [], yields: false, ...arrays };
  const steps = hasErrors(module, tree) ? grammar.brokenSteps : grammar.steps;
  module._ts_tree_root_node_wasm(tree);
  module._ts_tree_cursor_new_wasm(tree);
  try {
    walk(module, tree, t, steps);
  } finally {
    module._ts_tree_cursor_delete_wasm(tree);
  }
  return t;
}

function walk(module: CursorFunctions, tree: number, t: Tree, steps: Uint8Array): void {
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
  // Whether the children of the node above may be in fields: asking costs more than anything else here.
  let fields = true;
  for (;;) {
    const type = typeId(tree);
    const step = type === errorType ? Step.enter : steps[type]!;
    if (step === Step.comment) t.comments.push({ start: startIndex(tree), end: endIndex(tree) });
    else if (step !== Step.skip) {
      const node = t.count++;
      if (node === t.types.length) grow(t);
      const start = startIndex(tree);
      const end = endIndex(tree);
      t.types[node] = type === errorType ? 0 : type;
      t.fields[node] = fields ? fieldId(tree) : 0;
      t.starts[node] = start;
      t.ends[node] = end;
      if (type === errorType) report(t, start, end, "syntax error");
      else if (start === end && isMissing(tree) === 1) reportMissing(t, start, kinds[type]!);
      if (step < Step.leaf && gotoFirstChild(tree)) {
        parents.push(node);
        fields = step === Step.enter;
        continue;
      }
      t.nexts[node] = t.count;
    } else if (startIndex(tree) === endIndex(tree) && isMissing(tree) === 1)
      reportMissing(t, startIndex(tree), kinds[type]!);
    while (!gotoNextSibling(tree)) {
      const parent = parents.pop();
      if (parent === undefined) return;
      t.nexts[parent] = t.count;
      gotoParent(tree);
      fields = parents.length === 0 || steps[t.types[parents[parents.length - 1]!]!] !== Step.enterFieldless;
    }
  }
}

/** A tagged template with type arguments is read with a `!` that nobody has to write. */
function reportMissing(t: Tree, at: number, kind: string): void {
  if (kind !== "!") report(t, at, at, `missing ${kind}`);
}

function report(t: Tree, start: number, end: number, message: string): void {
  if (t.notes.length < maximumNotes) t.notes.push({ message, start, end });
}
