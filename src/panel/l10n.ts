/** Texts in the reader's language by the English ones, as the editor handed them over with the page. */
let texts: Record<string, string> = {};

/** The panel's `vscode.l10n`: what is written here in English is gathered into l10n/bundle.l10n.json. */
export const l10n = {
  use(given: Record<string, string>): void {
    texts = given;
  },
  /** `l10n.t("{0} of {1}", 3, 10)` */
  t(message: string, ...values: (string | number)[]): string {
    return (texts[message] ?? message).replace(/\{(\d+)\}/g, (hole, index) => {
      const value = values[Number(index)] ?? hole;
      return typeof value === "number" ? inDigits(value) : value;
    });
  },
};

/** `1,240`, as everywhere in the product. */
export function inDigits(count: number): string {
  return count.toLocaleString("en-US");
}
