/** One place to change a model for the whole assistant. */
export const CLASSIFIER_MODEL = "gpt-6.1-sol";
export const ANSWER_MODEL = "claude-sonnet-5";
export const DRAFT_MODEL = process.env.DRAFT_MODEL ?? "gpt-6-luna";
