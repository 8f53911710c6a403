/**
 * What an SDK's calls look like, as data. One file an SDK; the matcher in calls/ reads nothing else. The same file serves
 * TypeScript and Python: where the two differ, both spellings are listed.
 */
export interface Sdk {
  /** the id in reports: "openai", "vercel-ai" */
  name: string;
  /** how its makers write it */
  title: string;
  languages: readonly ("typescript" | "python")[];
  /** what is imported: `openai`, `@anthropic-ai/sdk`, `google.genai`; submodules count too */
  modules: readonly string[];
  /** whose price list applies to functions of a module itself: `openai.ChatCompletion.create` */
  providers?: Record<string, string>;
  /** what makes a client: the `client` of a call path */
  clients?: readonly ClientShape[];
  /** what makes a model object that is handed to a call: `openai("gpt-5")`, `ChatOpenAI(model=…)` */
  models?: readonly ModelShape[];
  /** the name of an SDK whose calls this one copies */
  like?: string;
  /** members that change nothing for us, wherever they stand: `with_raw_response`, `with_options()` */
  transparent?: readonly string[];
  calls: readonly CallShape[];
  /** requests without an SDK */
  http?: {
    senders: readonly Sender[];
    endpoints: readonly Endpoint[];
    /** where the maker of a sender is told what paths are relative to */
    baseUrl: Slot;
  };
  /** chains of prompts and models that are run by one method for all */
  runnables?: Runnables;
  /** what a file that uses it holds, where its imports alone say too little (`vscode`, `boto3`) */
  words?: readonly string[];
}

/** LangChain's composition: `prompt | model | parser`, `.pipe()`, `RunnableSequence`, and the methods that run any of them. */
export interface Runnables {
  api: string;
  /** methods that run a chain, and how often or how: each item of the first argument is a request of its own for `batches` */
  methods: readonly string[];
  streams: readonly string[];
  batches: readonly string[];
  /** methods that only old chains have, so that a chain must be known: `run`, `call` */
  legacy: readonly string[];
  /** classes and factories of prompts, by their last names, with where the text is */
  prompts: readonly { names: readonly string[]; text: Slot }[];
  /** classes that hold a model and a prompt */
  chains: readonly {
    names: readonly string[];
    model: Slot;
    prompt?: Slot;
    /** what is searched for text that is put into the prompt, at its placeholder of this name if it has one */
    retriever?: { slot: Slot; placeholder: string };
  }[];
  /** what else is called like a chain: it runs the model among its arguments */
  holders: RegExp;
  /** methods that put tools or a schema on a model */
  tools: readonly string[];
  schema: readonly string[];
  /** methods that name what runs in its place when it fails */
  fallbacks: readonly string[];
  /** methods that ask again when an answer fails, with the argument that says how often at most */
  retries: { names: readonly string[]; attempts: readonly string[] };
  /** methods that configure a model */
  configure: readonly string[];
  /** methods that make a graph, whose nodes send the requests and not the graph itself */
  graphs: readonly string[];
  /** the last name of an unknown object that is a model or a chain, where the SDK is imported */
  likely: RegExp;
  /** the type annotation of a parameter that is one */
  types: RegExp;
}

/** A function that sends an HTTP request, by its last name. */
export interface Sender {
  names: readonly string[];
  url: Slot;
  body: Slot;
}
/** What a URL ends with, apart from its query. */
export interface Endpoint {
  path: string;
  api: string;
  kind?: OtherKind;
  stream?: boolean;
  /** slots in the body */
  slots: Partial<Record<SlotKey, Slot>>;
  /** keys of which the body has one, where the host is unknown */
  has: readonly string[];
  /** the model stands in the URL after this text */
  modelAfter?: string;
}

/**
 * Where a value sits, tried in order.
 * `model`: in the request (a named argument or a key of the object argument); `config.maxTokens`: inside it; `#0`: the first positional argument;
 * `Agent:model`: in the request of the call step named Agent in the callee (`new Agent({…}).generate(…)`), `client:model` in the client's;
 * `agent>model`, `#0>model`: in the request of the call that made the value at `agent` or at `#0`.
 */
export type Slot = string | readonly string[];

export interface ClientShape {
  /** `OpenAI`, `Client.create`, `default` for a default export, "" for the module itself, "*" for whatever comes from it */
  names: readonly string[];
  /** whose price list applies */
  provider?: string;
  /** a base URL given here decides the provider by its host (hosts.ts) */
  baseUrl?: Slot;
  /** where requests are processed, as it is told: a region, or the host of its base URL */
  region?: Slot;
  regionHosts?: Readonly<Record<string, string>>;
  /** a switch that changes the price list: `vertexai: true` */
  switch?: { slot: Slot; provider: string };
  /** the client it wraps decides the provider */
  wraps?: Slot;
  /** the modules it comes from, if not the SDK's */
  modules?: readonly string[];
}

export interface ModelShape {
  modules: readonly string[];
  /** `ChatOpenAI`, `google.chat`; "*": whatever is called in these modules */
  names: readonly string[];
  id: Slot;
  provider?: string;
  baseUrl?: Slot;
  outputCap?: Slot;
  /** the model object inside this one: `wrapLanguageModel({ model })` */
  wraps?: Slot;
  /** the models of which one answers, in all of these places: `FallbackModel(a, b)` */
  among?: Slot;
  /** the code's own names for models, in the call that made the provider: `customProvider({ languageModels: { fast: … } })` */
  table?: Slot;
  /** the id carries the provider: `registry.languageModel("openai:gpt-5")` */
  prefixed?: boolean;
  defaultModel?: Sourced<string>;
}

export interface CallShape {
  /**
   * The callee: `client.chat.completions.create`, `completion` (a function of the module), `client.getGenerativeModel().generateContent`.
   * `()` is a call in between. Several spellings of one call are listed together.
   */
  paths: readonly string[];
  api: string;
  kind?: OtherKind;
  slots: Partial<Record<SlotKey, Slot>>;
  /** which positional argument is the request object; 0 when left out */
  at?: number;
  stream?: boolean;
  batch?: boolean;
  /**
   * The items of a batch and where a request sits in one of them: `requests` / `params`; "" for the item itself. `file`: where the
   * batch is a file with an item in each line; where that file is not known, objects in the code with the keys of `written` are its items.
   */
  each?: { list?: Slot; file?: Slot; written?: readonly string[]; request: string };
  /**
   * Without an import and with an unknown client it is this call only if the request has all of `has` (one of the alternatives
   * joined by `|`) and none of `lacks`. Left out: never without knowing the client.
   */
  unmistakable?: { has: readonly string[]; lacks?: readonly string[] };
  /** the last name alone is enough in a file that imports the SDK: it is used for nothing else there */
  whenImported?: boolean;
  /** not a request unless it has these keys, known client or not */
  requires?: readonly string[];
  /** not a request unless this slot is written */
  needs?: SlotKey;
  /** earlier turns are kept and sent again */
  conversation?: boolean;
  /** one call makes as many requests as the model wants, tools or not */
  agent?: boolean;
  defaults?: {
    /** `unless` something is written that may say another one */
    model?: Sourced<string> & { unless?: Slot };
    outputCap?: Sourced<number>;
    /** requests one call makes at most */
    steps?: Sourced<number>;
    /** answers that fail validation are asked for again */
    retries?: Sourced<number>;
  };
  provider?: string;
  /** text that the library puts into the prompt itself, and where it is told how many pieces of it at most */
  brings?: { name: string; most: Slot };
  /** what the library sends besides what the code writes, `when` one thing is written or `unless` another is; nobody can see how long it is */
  adds?: readonly { name: string; when?: Slot; unless?: Slot }[];
  /** decorators of the object that a call step made, which add functions to what it sends: `@agent.tool` */
  decorated?: { object: string; tools: readonly string[]; system: readonly string[] };
  /** names that the code gives models itself: the list of them, and where an item says its name and its model */
  names?: { list: Slot; name: string; model: string };
  /** every named argument stands in the prompt, but for these */
  inputs?: { but: readonly string[] };
  /**
   * The model is set elsewhere: by calls with these last names and this argument, or by an assignment (`Settings.llm = …`). `name` is
   * what an unknown one is called.
   */
  ambient?: { setters: readonly string[]; argument: string; positional?: boolean; assigned?: string; name: string };
}

/** What is asked for instead of text. "realtime": a session in which turns of speech or text are answered until it is closed. */
export type OtherKind = "embedding" | "image" | "speech" | "transcription" | "video" | "realtime";

export interface Sourced<T> {
  value: T;
  /** the file of the SDK, or the page, that says so */
  source: string;
}

export type SlotKey =
  | "model"
  /** models that answer when the first one fails */
  | "fallbacks"
  | "system"
  | "messages"
  | "tools"
  | "schema"
  | "outputCap"
  | "thinkingBudget"
  /** how the model is told to think, where it can be told so without a budget */
  | "thinkingMode"
  | "caching"
  | "cacheKey"
  | "effort"
  | "tier"
  /** where the request is processed, when it says so itself */
  | "region"
  | "stop"
  | "stream"
  | "n"
  | "temperature"
  | "toolChoice"
  | "steps"
  /** of pictures, sound and film that are made; the text is in `messages`, their number in `n` */
  | "size"
  | "quality"
  | "seconds"
  /** pictures or sound that go in: what is transcribed, edited */
  | "file"
  | "retries"
  /** how many requests one call makes: a list of inputs */
  | "items";
