/** A rule in HCL. */
export interface Condition {
  /** Expression that is true if the rule is kept. */
  readonly holds: string;
  /** Message if the rule is broken, without the name of the forward: the inside of an HCL string. */
  readonly sentence: string;
  /**
   * What the rule is evaluated for.
   *
   * @default - the rule's struct
   */
  readonly of?: "forward";
  /**
   * The forwards that the rule is evaluated for. Terraform evaluates both sides of `||`, but only the items that pass
   * a `for` expression's `if`.
   *
   * @default - all
   */
  readonly where?: string;
}

/**
 * A rule in HCL that looks at the whole list at once. Comparing each forward with all others would take quadratic
 * time.
 */
export interface ListCondition {
  readonly holds: string;
  /** List of the messages for the forwards that break the rule. */
  readonly sentences: string;
}

/** Where the module enforces a rule: in a condition, by a variable's type, or not at all. */
export type InModule = Condition | ListCondition | "type" | "none";
