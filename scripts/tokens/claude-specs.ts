import type { FamilySpec } from "./family-spec";
import { claude, claudeTools, docs } from "./linear-priors";

export const claudes: FamilySpec[] = [
  { id: "claude-2", match: [{ model: "claude-(v?[12]|instant)" }], prior: { ...claude }, like: "claude-3-opus" },
  {
    id: "claude-3-opus",
    match: [{ model: "claude-3-opus" }],
    prior: { ...claude, ...claudeTools(530, 281) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3-sonnet",
    match: [{ model: "claude-3-sonnet" }],
    prior: { ...claude, ...claudeTools(159, 235) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3-haiku",
    match: [{ model: "claude-3-haiku" }],
    prior: { ...claude, ...claudeTools(264, 340) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3.5-haiku",
    match: [{ model: "claude-3[-.]5-haiku" }],
    prior: { ...claude, ...claudeTools(264, 355) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3.5-sonnet",
    match: [{ model: "claude-3[-.]5" }],
    prior: { ...claude, ...claudeTools(298, 340) },
    pool: "claude-old",
  },
  {
    id: "claude-4",
    match: [{ model: "claude-3[-.]7|claude-(sonnet|opus)-4([-.][01](?!\\d))?(?![-.]\\d(?!\\d))" }],
    prior: { ...claude, ...claudeTools(313, 315), thinking: 28 },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-4.5",
    match: [{ model: "claude-(haiku|sonnet|opus)-4[-.][56]" }],
    prior: { ...claude, ...claudeTools(496, 588), thinking: 20, adaptive: 16, schema: 100, schemaTokens: 1.9 },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-4.7",
    match: [{ model: "claude-opus-4[-.][789]" }],
    prior: { ...claude, ...claudeTools(290, 410), prose: 1.4, code: 1.35, cjk: 0.9, spacedTokens: 1.3 },
    pool: "claude-new",
    source: docs,
  },
  {
    id: "claude-5.5",
    match: [{ model: "claude-[a-z]+-(5[-.]\\d(?!\\d)|[6-9])" }],
    like: "claude-5",
  },
  {
    id: "claude-5",
    match: [{ model: "claude" }, { route: "^anthropic$" }],
    prior: { ...claude, ...claudeTools(354, 474), prose: 1.35, code: 1.35, cjk: 0.9, spacedTokens: 1.3 },
    pool: "claude-new",
    source: docs,
  },
];
