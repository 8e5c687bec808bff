import { FORWARD_OPTIONS, LOAD_BALANCER_OPTIONS, OTHER_OPTIONS } from "../scripts/docs/option-changes";
import { ownPropsOf } from "../module/assembly";

const STRUCTS = [
  "PortForwardNlbProps",
  "NlbSubnetMapping",
  "NlbAccessLogs",
  "HostTargets",
  "ForwardAlarms",
  "ForwardDefaults",
  "ForwardHealthCheck",
  "PortForward",
  "ForwardTarget",
];

test("each option has a line about the effect of a change", () => {
  const options = STRUCTS.flatMap((struct) => ownPropsOf(struct).map((name) => `${struct}.${name}`));
  const lines = [...FORWARD_OPTIONS, ...LOAD_BALANCER_OPTIONS, ...OTHER_OPTIONS].map(({ option }) => option);
  expect([...new Set(lines)].sort()).toEqual(options.sort());
});
