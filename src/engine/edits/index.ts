export { applyEdits } from "./apply-edits";
