import { referenceKey } from "./reference";
import type { Hole, ReferenceValue } from "./value";

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

/** Why an unknown value differs from one run to the next, as far as its source or its name says. */
export function variesBy(value: ReferenceValue, name: string): Hole["varies"] {
  const key = referenceKey(value);
  if (CLOCK.test(key) && !(ONLY_WITHOUT_ARGUMENTS.test(key) && hasArguments(value))) return "time";
  if (RANDOM.test(key)) return "random";
  if (IDENTITY.test(name) || IDENTITY_OBJECT.test(name)) return "identity";
  return undefined;
}
