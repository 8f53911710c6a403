export const FAST = "gpt-4o-mini";
export const LARGE = "gpt-4o";
