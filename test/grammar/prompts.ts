// SYNTAX TEST "source.ts" "variables and tags in prompt strings"

const a = "Answer {{question}} as {role}.";
//                ^^ punctuation.definition.template-variable.begin.tokenbill
//                  ^^^^^^^^ variable.parameter.template.tokenbill
//                          ^^ punctuation.definition.template-variable.end.tokenbill
//                                 ^^^^ variable.parameter.template.tokenbill

const b = `Read <document>${document}</document> for {{ user.name }}.`;
//               ^^^^^^^^ entity.name.tag.prompt.tokenbill
//                        ^^ punctuation.definition.template-expression.begin.ts
//                          ^^^^^^^^ variable.other.readwrite.ts
//                                     ^^^^^^^^ entity.name.tag.prompt.tokenbill
//                                                      ^^^^^^^^^ variable.parameter.template.tokenbill

// Code stays code: types, objects, regular expressions, comments with {x} and <y>.
const c: Map<string, number> = new Map<string, number>([["k", { x: 1 }.x]]);
//           ^^^^^^ support.type.primitive.ts
//                                     ^^^^^^ - entity.name.tag.prompt.tokenbill
//                                                            ^^^^ - variable.parameter.template.tokenbill
const d = /{x}<y>/.test(`${c.size > 2 ? `{n}` : "<m>"}`);
//         ^^^^^^ - variable.parameter.template.tokenbill entity.name.tag.prompt.tokenbill
//                         ^ variable.other.object.ts
const e = 'It costs {"price": 3} or 2 < 3 > 1 and \{x}';
//                  ^^^^^^^^^^^^ - variable.parameter.template.tokenbill
//                                    ^^^^^^^ - entity.name.tag.prompt.tokenbill
