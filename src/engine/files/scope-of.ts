import { basename } from "./paths";

const TEST_FOLDERS =
  /(^|\/)(tests?|__tests__|specs?|e2e|__mocks__|mocks?|fixtures?|testing|testdata|cassettes|benchmarks?|evals?)(\/|$)/i;
const EXAMPLE_FOLDERS = /(^|\/)(examples?|samples?|demos?|cookbooks?|tutorials?|docs?|notebooks?|quickstarts?)(\/|$)/i;
const TEST_NAMES = /(^|[._-])(test|spec|tests|mock)[._-]|^test_|_test\.[a-z]+$|^conftest\.py$|\.stories\./i;

/**
 * Whether code runs for users. Judged by the path relative to the workspace folder only, so that a workspace that is itself
 * called "examples" is production code.
 */
export function scopeOf(relativePath: string): "production" | "test" | "example" {
  if (TEST_FOLDERS.test(folderOf(relativePath)) || TEST_NAMES.test(basename(relativePath))) return "test";
  if (EXAMPLE_FOLDERS.test(folderOf(relativePath))) return "example";
  return "production";
}

function folderOf(path: string): string {
  return path.slice(0, path.length - basename(path).length);
}
