import { htmlReport } from "./html";
import { jsonReport } from "./json";
import { markdownReport } from "./markdown";
import type { Report } from "./report";
import { sarifReport } from "./sarif";
import { type TextOptions, textReport } from "./text";

export const FORMATS = ["text", "json", "markdown", "html", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

/** The report in a format, as one text that ends with a line break. */
export function formatReport(report: Report, format: Format, options: TextOptions): string {
  switch (format) {
    case "text":
      return textReport(report, options);
    case "json":
      return jsonReport(report, options.includeTests);
    case "markdown":
      return markdownReport(report, options.includeTests, options.limit);
    case "html":
      return htmlReport(report, options.includeTests);
    case "sarif":
      return sarifReport(report);
  }
}
