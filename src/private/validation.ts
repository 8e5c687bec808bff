import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { RuleFinding, Severity } from "./rules";

/**
 * Reports a construct's findings at synthesis: an error stops it, and each warning is printed once.
 *
 * @param findings called at each validation
 */
export function holdToRules(construct: Construct, findings: () => readonly RuleFinding[]): void {
  const warned = new Set<string>();
  construct.node.addValidation({
    validate: () => {
      const found = findings();
      const messages = (severity: Severity): string[] =>
        found.filter((finding) => finding.severity === severity).map(({ message }) => message);
      for (const message of messages("warning")) {
        if (!warned.has(message)) Annotations.of(construct).addWarning(message);
        warned.add(message);
      }
      return messages("error");
    },
  });
}
