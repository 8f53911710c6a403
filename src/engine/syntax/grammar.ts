import type { Language } from "@vscode/tree-sitter-wasm";

/** A grammar, and what its node and field numbers mean. */
export interface Grammar {
  language: Language;
  kinds: readonly string[];
  named: readonly boolean[];
  fields: readonly string[];
  /** what the walk does with a node, by its kind */
  steps: Uint8Array;
  /** the same for a tree with errors, which may stand in any place */
  brokenSteps: Uint8Array;
}

export const Step = {
  /** keep it and what is inside */
  enter: 0,
  /** the same, and its children are in no field (so that none is looked for) */
  enterFieldless: 1,
  /** keep it, and nothing of what is inside */
  leaf: 2,
  /** leave it out */
  skip: 3,
  /** into the list of comments */
  comment: 4,
} as const;

const words = (text: string): Set<string> => new Set(text.split(" "));

/** Tokens that say nothing which the node around them does not. The lowering never asks for these. */
const idleTokens = words(
  "( ) { } [ ] ; \" ' ` ${ => ... @ ? ?. function class new return if else elif for while do switch case try catch except " +
    "finally throw raise def lambda with",
);
const skipped = words("line_continuation hash_bang_line");
const comments = words("comment html_comment");

/** What is inside of these is read from the source, or not at all: types, above all. */
const leaves = words(
  "string_content string_start string_end string_fragment escape_sequence identifier property_identifier type_identifier " +
    "private_property_identifier shorthand_property_identifier shorthand_property_identifier_pattern statement_identifier " +
    "number integer float regex jsx_text type_annotation type_arguments type_parameters type_parameter " +
    "interface_declaration type_alias_declaration function_signature method_signature abstract_method_signature " +
    "index_signature implements_clause predefined_type import_prefix meta_property this super",
);
/** JavaScript's strings are read from the source; Python's have parts. */
const scriptLeaves = words("string");

const fieldless = words(
  "program block statement_block arguments argument_list array list tuple set object dictionary string " +
    "template_string template_substitution concatenated_string expression_statement parenthesized_expression class_body " +
    "formal_parameters parameters object_pattern array_pattern pattern_list tuple_pattern expression_list " +
    "await_expression await spread_element list_splat dictionary_splat jsx_element jsx_expression return_statement " +
    "lexical_declaration_list as_expression satisfies_expression non_null_expression enum_body",
);

export function grammarOf(language: Language): Grammar {
  const kinds = language.types.map(intern);
  const named = language.types.map((_, type) => language.nodeTypeIsNamed(type));
  // An error node has a number of its own, which no grammar names; 0 is free for it.
  kinds[0] = "ERROR";
  named[0] = true;
  const script = kinds.includes("template_string");
  const steps = Uint8Array.from(kinds, (kind, type) => stepOf(kind, named[type]!, script));
  const brokenSteps = steps.map((step, type) => (step === Step.leaf && named[type] ? Step.enter : step));
  const fields = Array.from(language.fields, (field) => intern(field ?? ""));
  return { language, kinds, named, fields, steps, brokenSteps };
}

function stepOf(kind: string, named: boolean, script: boolean): number {
  if (!named) return idleTokens.has(kind) ? Step.skip : Step.leaf;
  if (comments.has(kind)) return Step.comment;
  if (skipped.has(kind)) return Step.skip;
  if (leaves.has(kind) || (script && scriptLeaves.has(kind))) return Step.leaf;
  return fieldless.has(kind) ? Step.enterFieldless : Step.enter;
}

/** The one copy of a string that the engine compares by address: what a property key becomes. */
const intern = (text: string): string => Object.keys({ [`${text}`]: 0 })[0] ?? text;
