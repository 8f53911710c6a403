/** What `tokenbill.jsonc` and the settings say, validated. Everything has a default. */
export interface Configuration {
  rules: Record<string, "off" | "error" | "warning" | "information" | "hint" | undefined>;
  ruleOptions: Record<string, Record<string, number>>;
  /** model bindings by origin: `settings.FAST_LLM`, `env:MODEL` → model id */
  models: Record<string, string>;
  /** the day prices are taken for, `YYYY-MM-DD`; the host passes today's date, the engine has no clock */
  pricesAsOf?: string;
  /** count tests and examples in the totals too */
  includeTests: boolean;
  exclude: string[];
  /** bytes above which a source file is skipped with a note */
  maxFileSize: number;
}

export const defaultConfiguration: Configuration = {
  rules: {},
  ruleOptions: {},
  models: {},
  includeTests: false,
  exclude: [],
  maxFileSize: 1_000_000,
};
