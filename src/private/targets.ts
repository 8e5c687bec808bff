// What a row forwards to, by the prop that names it.

/** Types of targets, by the prop that names one. */
export const TARGET_TYPES = {
  targetIp: "ip",
  targetInstanceId: "instance",
  targetAlbArn: "alb",
  targetHost: "host",
} as const;

export type TargetProp = keyof typeof TARGET_TYPES;
export type TargetType = (typeof TARGET_TYPES)[TargetProp];

export const TARGET_PROPS = Object.keys(TARGET_TYPES) as TargetProp[];

/** Types whose target groups have attributes. AWS keeps those of a group with a load balancer at their defaults. */
export const WITH_ATTRIBUTES: readonly TargetType[] = ["ip", "instance", "host"];

/** Returns AWS's type of the targets of a target group. A host's targets are the addresses of its name. */
export function awsTargetType(type: TargetType): "ip" | "instance" | "alb" {
  return type === "host" ? "ip" : type;
}

/** Returns the props of a row that name its target. A sound row has one. */
export function targetPropsOf(given: Readonly<Record<string, unknown>>): TargetProp[] {
  return TARGET_PROPS.filter((prop) => given[prop] !== undefined);
}

/** Returns the prop that names a target with an ID of AWS. A placeholder counts as an address. */
export function targetPropOf(id: string): TargetProp {
  if (isInstance(id)) return "targetInstanceId";
  return isLoadBalancer(id) ? "targetAlbArn" : "targetIp";
}

export function isInstance(id: string): boolean {
  return /^i-[\da-f]+$/.test(id);
}

export function isLoadBalancer(id: string): boolean {
  return /^arn:.*:loadbalancer\//.test(id);
}

/** Returns a target for people to read: a load balancer without the part of its ARN that all have in common. */
export function targetText(id: string): string {
  return id.replace(/^arn:.*:loadbalancer\//, "");
}
