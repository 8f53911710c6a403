import { asksForText } from "../../calls/asks-for-text";
import { isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { encoded } from "./encoded";
import { fences } from "./fences";
import { indentedJson } from "./json-calls";
import { whiteSpace } from "./white-space";
import { writtenJson } from "./written-json";

export const rule: Rule = {
  meta: {
    id: "no-wasted-tokens",
    title: "Tokens that say nothing",
    what: "A prompt holds JSON that is written with line breaks and indentation, the indentation of the code around it, spaces at the ends of lines, runs of blank lines, code fences around JSON, or base64 as text.",
    why: "The model reads the compact form just as well, and white space and encoded bytes are billed with every call.",
    whatToDo: "Write JSON without indentation, text flush left, and send bytes as a picture or a file.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
    options: {
      leastTokens: { default: 20, description: "Tokens a call from which white space in a prompt's text is reported" },
    },
  },
  check(analysed, context) {
    if (!asksForText(analysed.call) || isTemplate(analysed.call)) return [];
    return [indentedJson, writtenJson, whiteSpace, fences, encoded].flatMap((look) => look(analysed, context));
  },
};
