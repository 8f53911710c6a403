import type {
  BranchArm,
  BranchStatement,
  CallNode,
  ClassNode,
  ComprehensionNode,
  FunctionNode,
  LoopStatement,
  Program,
} from "./program";

/** Every call of a program in source order, with what encloses it, outermost first. */
export interface CallSite {
  call: CallNode;
  ancestors: Ancestor[];
}
export type Ancestor =
  | { kind: "function"; node: FunctionNode }
  | { kind: "class"; node: ClassNode }
  | { kind: "loop"; node: LoopStatement /** in the body, not in the iterable or the test */; repeated: boolean }
  | { kind: "comprehension"; node: ComprehensionNode; repeated: boolean }
  | { kind: "arm"; node: BranchStatement; arm: BranchArm }
  /** the call is (in) an argument of this call, e.g. the function given to `.map` */
  | { kind: "argument"; node: CallNode; index: number };

export declare function callSites(program: Program): CallSite[];
