/** USD per million tokens, or per unit; above any published price, so that a price in cents or per thousand calls is noticed. */
const most = 20_000;

/** Why a text is no price in USD; undefined when it is one. */
export function priceProblem(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return "Write a number with a point, such as 0.25";
  return Number(trimmed) > most ? `More than $${most} is taken for a mistake` : undefined;
}
