import { referenceKey } from "./reference";
import { lastName } from "./scopes";
import type { Hole, ReferenceValue, Step } from "./value";

const CLOCK =
  /^(Date(\.now)?\(\)|performance\.now\(\)|datetime(\.datetime|\.date)?\.(now|utcnow|today)\(\)|time\.(time|time_ns|strftime|localtime|gmtime|ctime)\(\)|(dayjs|moment|luxon\.DateTime\.now|pendulum\.now|arrow\.(utc)?now|django\.utils\.timezone\.now)(\.default)?\(\)|Temporal\.Now\.)/;
const RANDOM =
  /^(Math\.random\(\)|crypto\.(randomUUID|randomBytes|getRandomValues)\(\)|randomUUID\(\)|uuid\.(v[1-7]|uuid[1-8])\(\)|nanoid\.|@paralleldrive\/cuid2\.|ulid\.|random\.\w+\(\)|secrets\.\w+\(\)|numpy\.random\.)/;
const IDENTITY = /(^|[._[\]])(user|session|request|conversation|thread|tenant|trace|account|customer)_?id$/i;
const IDENTITY_OBJECT = /(^|\.)(user|session|account|customer)\.(id|name|email|username)$/i;

const ONLY_WITHOUT_ARGUMENTS = /^(Date|dayjs|moment)(\.default)?\(\)/;

function hasArguments({ steps }: ReferenceValue): boolean {
  const made = steps.find((step) => step.kind === "call");
  return made?.kind === "call" && made.call.args.length > 0;
}

const DATE_PART =
  /^(?:date|year|month|day|weekday|toDateString|toLocaleDateString|get(?:UTC)?(?:FullYear|Month|Date|Day))$/;

/** A step after which only the date of a moment is left. */
function keepsDate(step: Step): boolean {
  if (step.kind === "member") return DATE_PART.test(step.name);
  if (step.kind === "index") return false;
  const [first, second] = step.call.args.map(({ value }) => value);
  const text =
    first?.kind === "string" && first.parts.length === 1 && first.parts[0]?.kind === "text" ? first.parts[0].text : "";
  switch (lastName(step.call.callee)) {
    case "strftime":
      return isDateFormat(text);
    case "format":
    case "toFormat":
      return /[YyMDd]/.test(text) && !/[HhmsSLaAxX]/.test(text);
    case "split":
      return text === "T";
    case "slice":
    case "substring":
      return first?.kind === "number" && first.value === 0 && second?.kind === "number" && second.value <= 10;
    default:
      return false;
  }
}

/** Python's `%Y-%m-%d`: no hours, minutes or seconds. */
export function isDateFormat(format: string): boolean {
  return /%[A-Za-z]/.test(format) && !/%[-#]?[HIMSfpXcTRrs]/.test(format);
}

/** Why an unknown value differs from one run to the next, as far as its source or its name says. */
export function variesBy(value: ReferenceValue, name: string): Hole["varies"] {
  const key = referenceKey(value);
  if (CLOCK.test(key) && !(ONLY_WITHOUT_ARGUMENTS.test(key) && hasArguments(value)))
    return value.steps.some(keepsDate) ? "day" : "time";
  if (RANDOM.test(key)) return "random";
  if (IDENTITY.test(name) || IDENTITY_OBJECT.test(name)) return "identity";
  return undefined;
}
