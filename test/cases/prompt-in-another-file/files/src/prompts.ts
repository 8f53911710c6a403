export function describe(order: object): string {
  return `Summarise this order:\n${JSON.stringify(order, null, 2)}`;
}
