import { jsonReport } from "./json";
import type { Report } from "./report";
import { type TextOptions, textReport } from "./text";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The report in a format, as one text that ends with a line break. */
export function formatReport(report: Report, format: Format, options: TextOptions): string {
  switch (format) {
    case "text":
      return textReport(report, options);
    case "json":
      return jsonReport(report, options.includeTests);
  }
}
