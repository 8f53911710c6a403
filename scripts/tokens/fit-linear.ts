/** One measured request: its features, what was billed, and which rows share its text. */
export interface Sample {
  features: Record<string, number>;
  truth: number;
  /** rows with one group are never split between fitting and testing */
  group: string;
  /** nor are those with one text */
  text: string;
  weight: number;
}

export type Weights = Record<string, number>;

/** How far a weight may wander from its prior before that costs as much as one standard error of a row. */
const scales: Weights = {
  request: 6,
  turn: 3,
  assistant: 3,
  system: 4,
  thinking: 15,
  jsonObject: 5,
  prose: 0.06,
  code: 0.12,
  cjk: 0.3,
  script: 0.3,
  reasoning: 0.4,
  tools: 60,
  tool: 12,
  toolTokens: 0.35,
  spacedTokens: 0.1,
  prunedTokens: 0.1,
  rendered: 0.15,
  toolTexts: 0.25,
  fieldTexts: 0.25,
  requiredTexts: 0.25,
  types: 1,
  fields: 3,
  optional: 4,
  described: 3,
  shaped: 6,
  objects: 10,
  digits: 0.35,
  caps: 0.3,
  breaks: 0.5,
  long: 0.3,
  rare: 0.4,
  words: 0.12,
  capitals: 0.12,
  joints: 0.3,
  contractions: 0.3,
  adaptive: 12,
  raw: 4,
  special: 0.2,
  forced: 40,
  calling: 25,
  call: 20,
  callMarks: 0.3,
  resultMarks: 0.3,
  toolMarks: 0.3,
  callTokens: 0.25,
  result: 15,
  resultTokens: 0.12,
  schema: 25,
  schemaTokens: 0.4,
  callTexts: 0.25,
  resultTexts: 0.12,
  schemaFieldTexts: 0.4,
  schemaRequiredTexts: 0.4,
  schemaTypes: 0.4,
};

/**
 * Weights that meet the samples with the least relative error, pulled towards a prior: ridge regression, reweighted so
 * that a row far off counts little (Student's t with two degrees of freedom). Never below zero but for `assistant`.
 */
export function fitWeights(samples: readonly Sample[], prior: Weights, loosen = 1, fixed: Weights = {}): Weights {
  const names = Object.keys(scales).filter(
    (name) => prior[name] !== undefined && fixed[name] === undefined && samples.some((sample) => sample.features[name]),
  );
  const given = samples.map((sample) => predict(sample.features, fixed));
  let weights: Weights = { ...prior, ...fixed };
  for (let round = 0; round < 25; round++) {
    const left = names.map(() => names.map(() => 0));
    const right = names.map(() => 0);
    names.forEach((name, i) => {
      const pull = 1 / (scales[name]! * loosen) ** 2;
      left[i]![i] = pull;
      right[i] = pull * (prior[name] ?? 0);
    });
    samples.forEach((sample, row) => {
      const spread = 0.35 + 0.045 * sample.truth;
      const error = (sample.truth - predict(sample.features, weights)) / spread;
      const trust = sample.weight / (spread * spread * (1 + (error * error) / 2));
      names.forEach((name, i) => {
        const x = sample.features[name] ?? 0;
        if (x === 0) return;
        right[i] = right[i]! + trust * x * (sample.truth - given[row]!);
        names.forEach((other, j) => {
          left[i]![j] = left[i]![j]! + trust * x * (sample.features[other] ?? 0);
        });
      });
    });
    const solved = solveAboveZero(
      left,
      right,
      names.map((name) => signed.has(name)),
    );
    weights = { ...prior, ...fixed };
    names.forEach((name, i) => {
      weights[name] = solved[i]!;
    });
  }
  return weights;
}

/** no row counts for more than this many tokens off: what is further off has a reason of its own */
const farthest = 4;
/** what a step away from the prior costs, in tokens of one row, for a weight that may wander by one */
const reluctance = 0.5;

/**
 * A template writes whole tokens: each weight of its frame is the whole number near the fitted one, or a step beside it, that
 * leaves the samples least far off. The weights for each token of a text stay as they are.
 */
export function wholeWeights(samples: readonly Sample[], fitted: Weights, prior: Weights): Weights {
  const names = Object.keys(prior).filter((name) => scales[name]! >= 1);
  const weights = { ...fitted };
  for (const name of names) weights[name] = Math.round(fitted[name]!);
  const cost = () => {
    let sum = 0;
    for (const { features, truth, weight } of samples)
      sum += weight * Math.min(farthest, Math.abs(truth - predict(features, weights)));
    for (const name of names) sum += (reluctance * Math.abs(weights[name]! - prior[name]!)) / scales[name]!;
    return sum;
  };
  let least = cost();
  for (let found = true; found; ) {
    found = false;
    for (const name of names) {
      for (const step of [1, -1, 2, -2, Math.round(prior[name]!) - weights[name]!]) {
        weights[name]! += step;
        const reached = cost();
        if (reached < least - 1e-9) {
          least = reached;
          found = true;
        } else weights[name]! -= step;
      }
    }
  }
  return weights;
}

const signed = new Set([
  "assistant",
  "forced",
  "optional",
  "described",
  "jsonObject",
  "tool",
  "call",
  "calling",
  "result",
  "tools",
  "system",
  "schema",
]);

export function predict(features: Record<string, number>, weights: Weights): number {
  let tokens = 0;
  for (const name in features) tokens += features[name]! * (weights[name] ?? 0);
  return tokens;
}

/** What would be less than nothing, and may not be, is nothing, and the others are solved again without it. */
function solveAboveZero(left: number[][], right: number[], free: boolean[]): number[] {
  let open = right.map((_, i) => i);
  for (;;) {
    const solved = solve(
      open.map((i) => open.map((j) => left[i]![j]!)),
      open.map((i) => right[i]!),
    );
    const kept = open.filter((name, at) => free[name] || solved[at]! >= 0);
    if (kept.length === open.length) {
      const all = right.map(() => 0);
      open.forEach((name, at) => {
        all[name] = solved[at]!;
      });
      return all;
    }
    open = kept;
  }
}

/** Gauss with partial pivoting; the ridge keeps the matrix regular. */
function solve(left: number[][], right: number[]): number[] {
  const n = right.length;
  const a = left.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(a[row]![column]!) > Math.abs(a[pivot]![column]!)) pivot = row;
    [a[column], a[pivot]] = [a[pivot]!, a[column]!];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = a[row]![column]! / a[column]![column]!;
      if (factor !== 0) for (let k = column; k <= n; k++) a[row]![k] = a[row]![k]! - factor * a[column]![k]!;
    }
  }
  return a.map((row, i) => row[n]! / row[i]!);
}

/**
 * What each row is predicted to be by weights fitted without its group and its text: the error that a new request meets.
 * Groups go to ten folds by hash.
 */
export function crossPredict(samples: readonly Sample[], fit: (samples: Sample[]) => Weights): number[] {
  const folds = samples.map((sample) => hash(sample.group) % 10);
  const predictions = samples.map(() => 0);
  for (let fold = 0; fold < 10; fold++) {
    if (!folds.includes(fold)) continue;
    const texts = new Set(samples.filter((_, i) => folds[i] === fold).map((sample) => sample.text));
    const weights = fit(samples.filter((sample, i) => folds[i] !== fold && !texts.has(sample.text)));
    samples.forEach((sample, i) => {
      if (folds[i] === fold) predictions[i] = Math.max(0, predict(sample.features, weights));
    });
  }
  return predictions;
}

export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return (h ^ (h >>> 13)) >>> 0;
}
