import { settingOf } from "./configuration-files";
import { SECRET } from "./environment";
import type { ExternalCall } from "./externals";
import { choiceOf, knownText } from "./make";
import type { Run } from "./run";
import type { ReferenceValue, Value } from "./value";

/** Libraries whose objects hold what stands in settings files: Dynaconf's settings, and the `config` of Node. */
export function setting(run: Run, object: ReferenceValue, name: string, member: ReferenceValue): Value | undefined {
  if (object.root.kind !== "module" || !/^(dynaconf|config)$/.test(object.root.module) || SECRET.test(name))
    return undefined;
  const path = object.steps.flatMap((step) =>
    step.kind === "member" && !/^(Dynaconf|default|settings)$/.test(step.name) ? [step.name] : [],
  );
  const found = settingOf(run, [...path, name], member.origin);
  return found.length ? choiceOf([member, ...found], "fallback", member.origin) : undefined;
}

/** `config.get("llm.model")` */
export function readSetting({ run, args, origin, reference }: ExternalCall): Value | undefined {
  const path = knownText(args[0])?.split(".");
  if (!path || SECRET.test(path.join("."))) return undefined;
  const found = settingOf(run, path, origin);
  return found.length ? choiceOf([reference, ...found, ...args.slice(1, 2)], "fallback", origin) : undefined;
}
