/** USD per million tokens, or per unit; above any published price, so that a price in cents or per thousand calls is noticed. */
export const highestPrice = 20_000;

/** Why a text is no price in USD; undefined when it is one. */
export function priceProblem(text: string): "no number" | "too high" | undefined {
  const trimmed = text.trim();
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return "no number";
  return Number(trimmed) > highestPrice ? "too high" : undefined;
}
