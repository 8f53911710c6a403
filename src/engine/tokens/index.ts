export { countCall } from "./count-call";
export { createTokenizers, type Tokenizers } from "./tokenizers";
