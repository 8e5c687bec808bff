import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { RuleFinding, Severity } from "./rules";

/**
 * Holds a construct to its rules at synthesis: an error stops it, a warning is said once.
 *
 * @param findings what there is to say; asked when the app is whole
 */
export function holdToRules(construct: Construct, findings: () => readonly RuleFinding[]): void {
  let warned = false;
  construct.node.addValidation({
    validate: () => {
      const found = findings();
      const messages = (severity: Severity): string[] =>
        found.filter((finding) => finding.severity === severity).map(({ message }) => message);
      if (!warned) {
        messages("warning").forEach((message) => {
          Annotations.of(construct).addWarning(message);
        });
      }
      warned = true;
      return messages("error");
    },
  });
}
