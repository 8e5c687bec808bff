/** A rule as HCL. */
export interface Condition {
  /** Expression that is true where the rule is kept. */
  readonly holds: string;
  /** What is said where it is not, without the row's name: the inside of an HCL string. */
  readonly sentence: string;
  /**
   * What it is asked of.
   *
   * @default - the struct that the rule is of
   */
  readonly of?: "forward";
  /**
   * Forwards that it is asked of. Terraform evaluates both sides of `||`, but of a list only what its `if` lets through.
   *
   * @default - all
   */
  readonly where?: string;
}

/** A rule as HCL that looks at a list as a whole, since a look at each row from each would be quadratic. */
export interface ListCondition {
  readonly holds: string;
  /** List of the messages where it is not kept. */
  readonly sentences: string;
}

/** How the module has a rule: as HCL, by the type of a variable, or not at all. */
export type InModule = Condition | ListCondition | "type" | "none";
