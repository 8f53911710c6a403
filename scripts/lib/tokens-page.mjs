/** docs/tokens.md: how each family of models is counted and how near that is, from data/token-families.json. */
export function tokensPage({ asOf, families, media }, vocabularies) {
  const rows = families.map((family) => {
    const alone = family.method === "text" || /embed/.test(family.id);
    const others = ["tools", "history", "schema"].map((kind) => (alone ? "–" : kindCell(family.errors[kind])));
    const kinds = [kindCell(family.errors.text), ...others];
    return `| ${[family.id, method(family), family.rows, ...kinds].join(" | ")} |`;
  });
  const tokenizers = Object.entries(vocabularies).map(
    ([name, { source, licence, tokens }]) => `| ${[name, tokens.toLocaleString("en"), source, licence].join(" | ")} |`,
  );
  const pictures = Object.entries(media).map(([name, { source, asOf: date }]) => `| ${name} | ${source} | ${date} |`);
  return [
    "<!-- Generated from data/token-families.json: npm run generate. -->",
    "",
    "# Tokens",
    "",
    intro,
    "",
    "## Families",
    "",
    `Measured requests up to ${asOf.slice(0, 10)}. ${legend}`,
    "",
    "| family | counted with | requests | text | tools | calls | schema |",
    "|---|---|---|---|---|---|---|",
    ...rows,
    "",
    "## What no measured request says",
    "",
    unmeasured,
    "",
    "| family | requests | weights |",
    "|---|---|---|",
    ...unmeasuredRows(families),
    "",
    "## Tokenizers",
    "",
    tokenizing,
    "",
    "| tokenizer | tokens | from | licence |",
    "|---|---|---|---|",
    ...tokenizers,
    "",
    "## Pictures, documents, sound and film",
    "",
    "| family | formulas from | as of |",
    "|---|---|---|",
    ...pictures,
    "",
    "## Making the data",
    "",
    making,
    "",
  ].join("\n");
}

/** Weights that only a prior gives, by family; those of a family without any request are all of them. */
function unmeasuredRows(families) {
  return families
    .filter((family) => family.unmeasured?.length > 0)
    .map(({ id, rows, unmeasured: names, inherited }) => {
      const weights = rows === 0 ? `all, from ${inherited}` : names.join(", ");
      return `| ${[id, rows, weights].join(" | ")} |`;
    });
}

const unmeasured = `
These weights stand as they were before any fit, for want of a request of the family that has to do with them: what the vendor documents or the
template writes where \`scripts/tokens/\` names a source, what is usual among public templates and tokenizers where it does not. A kind of
request that was not measured is shown with its relatives' range, doubled.
`.trim();

const intro = `
A request is counted as its vendor bills it: the texts, and what stands around them. Four ways, by family of models:

* **exact**: OpenAI's models, whose tokenizers are public (o200k, cl100k). The frame of each message, tools as TypeScript, calls, answers
  and response schemas are written out as the model sees them and counted.
* **template**: Gemini, Mistral, DeepSeek, Qwen and gpt-oss, whose tokenizers are public as well. Texts are counted by the tokenizer, tools and calls as
  the family's template writes them, and the frame around them is whole tokens, found from measured requests.
* **weighted**: everybody else. A public tokenizer counts each part of the request (prose, code, other scripts, tools in the form of the
  host's template, calls, answers), and each part has a weight: tokens of the vendor for one of the public ones, or tokens for each
  message, call or tool. Weights are fitted to measured requests, pulled towards what vendors and public templates document.
* **text**: embeddings and completions, where nothing but the text is billed.

A count that is not exact is shown with ≈, and its hover shows the range. A range rests on how far off the family's own requests were
met by fits that had not seen them: about nine of ten lie inside. Where a family has few requests of its own, those of its vendor's other
families count as well, and of a family without any the range is twice as wide.
`.trim();

const legend =
  `For each kind of request: how many there are, and how far off half and nine of ten of them were met by a fit that
had not seen them, in per cent of the bill. Where no request was measured, the range that is shown instead.`.replace(
    /\n/g,
    " ",
  );

const tokenizing = `
Texts are counted by tokenizers that their vendors publish, each read when a model first needs it. The counts are those of the published
libraries: 40,000 random texts and 3,000 real ones were counted by both, without a difference (js-tiktoken for OpenAI's, SentencePiece for Gemma's,
Hugging Face's tokenizers for the others). A special token that is written in a prompt is counted as plain text. What is white space is what
JavaScript takes for it; Unicode takes U+0085 too, and U+FEFF not.
`.trim();

const making = `
\`npx tsx scripts/tokens/make-families.ts PATH\` fits the families to a file of recorded requests with the usage that the vendor reported, one
JSON object a line (\`api\`, \`model\`, \`request\`, \`input_tokens\`, \`flags\`, \`content_sha\`). \`npm run bench:accuracy -- PATH\` says how near
the counts are to any such file, by vendor, family, API and size, beside what characters divided by four and the published message formula
make of it; \`--cross\` counts each request with families that were fitted without it. What the families look like, and what is known of them
before any fit, stands in \`scripts/tokens/\`. \`make-vocabularies.ts\` makes a tokenizer's data there from its \`tokenizer.json\`;
\`vocabulary-texts.ts\` and \`oracle.py\` compare what is counted with the published library.
`.trim();

function method({ method, encoding, inherited, weights }) {
  const way = { openai: "exact", text: "text", template: "template", linear: "weighted" }[method];
  const prose = method === "linear" && weights.prose ? ` × ${weights.prose.toFixed(2)}` : "";
  return `${way}, ${encoding}${prose}${inherited ? `; from ${inherited}` : ""}`;
}

const percent = (share) => (100 * share).toFixed(1);

function kindCell({ rows, median, p90, tokens, share }) {
  if (rows > 0) return `${rows}: ${percent(median)} / ${percent(p90)}`;
  return tokens === 0 && share === 0 ? "exact" : `± ${Math.ceil(tokens)} + ${percent(share)} %`;
}
