import type { PortForwardNlbProps } from "cdktf-port-forward-nlb";
import { moduleArguments } from "../../module-arguments";
import { moduleCall } from "./module";
import { synthesize } from "./synth";

/** Resource of a forward. */
export type Part = "listener" | "target group" | "attachment" | "protocol";

/** The construct or the module. */
export interface Maker {
  /** Returns the configuration files. */
  readonly files: (props: PortForwardNlbProps) => Record<string, string>;
  /** Returns the Terraform address of a forward's resource. */
  readonly address: (part: Part, listenerPort: number, target?: string) => string;
}

const RESOURCES: Readonly<Record<Part, string>> = {
  listener: "aws_lb_listener",
  "target group": "aws_lb_target_group",
  attachment: "aws_lb_target_group_attachment",
  protocol: "terraform_data",
};

export const CONSTRUCT: Maker = {
  files: synthesize,
  address: (part, listenerPort, target = "") => {
    const id = part === "attachment" ? `attachment-${target.replace(/[.:]/g, "-")}` : part.replace(" ", "-");
    return `${RESOURCES[part]}.forwarding_${listenerPort}_${id}`;
  },
};

export const MODULE: Maker = {
  files: (props) => moduleCall(moduleArguments(props)),
  address: (part, listenerPort, target) => {
    const key = target === undefined ? String(listenerPort) : `${listenerPort}/${target}`;
    return `module.forwarding.${RESOURCES[part]}.${part === "protocol" ? part : "this"}["${key}"]`;
  },
};
