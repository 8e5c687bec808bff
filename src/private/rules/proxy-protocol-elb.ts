import type { ProxyProtocolElbProps } from "../../proxy-protocol-elb-props";
import { CLASSIC_NAME, FLAG, list, PORT, tags, filledText } from "./bounds";
import { distinct, each, optional, required, type Rule } from "./rule";
import { CLASSIC, CLASSIC_API } from "./sources";
import { type Named, uniqueName } from "./unique-name";
import { knownProps } from "./unknown-props";

// Rules of ProxyProtocolElb's props.

const CREATE = `${CLASSIC_API}/API_CreateLoadBalancer.html`;
const INSTANCES = `${CLASSIC}/elb-deregister-register-instances.html`;

const CLASSIC_PORT = { ...PORT, source: `${CLASSIC}/elb-listener-config.html` };

export type ProxyProtocolElbSubject = Named;

const SUBNETS_OR_ZONES: Rule<ProxyProtocolElbSubject> = {
  title: "Subnets or zones",
  prop: "availabilityZones",
  bound: "`subnetIds`, `availabilityZones` or neither",
  severity: "error",
  source: CREATE,
  name: "subnets-or-zones",
  problems: ({ given }) =>
    given.subnetIds !== undefined && given.availabilityZones !== undefined
      ? [
          "'availabilityZones' and 'subnetIds' are both set, but AWS accepts only one of them. Remove availabilityZones, " +
            "since each subnet is in a zone.",
        ]
      : [],
};

/** A list of IDs or names. It is optional, but can't be empty. */
function places(prop: "subnetIds" | "availabilityZones", title: string, what: string, one: string): Rule[] {
  return [
    optional(prop, list(title, what, CREATE, "is empty. Omit it to use all zones of the Region.")),
    each(prop, filledText(title, one, CREATE)),
    distinct(prop, title, CREATE),
  ];
}

const PROPS: Record<keyof ProxyProtocolElbProps, readonly Rule<ProxyProtocolElbSubject>[]> = {
  serverPort: [required("serverPort", CLASSIC_PORT)],
  listenerPort: [optional("listenerPort", CLASSIC_PORT)],
  subnetIds: places("subnetIds", "Subnets", "subnet IDs", "the ID of a subnet"),
  availabilityZones: [
    ...places(
      "availabilityZones",
      "Availability Zones",
      "names of Availability Zones",
      "the name of an Availability Zone",
    ),
    SUBNETS_OR_ZONES,
  ],
  instanceIds: [
    required("instanceIds", list("Instances", "instance IDs", INSTANCES)),
    each("instanceIds", filledText("Instances", "the ID of an instance", INSTANCES)),
    distinct("instanceIds", "Instances", INSTANCES),
  ],
  securityGroupIds: [
    optional(
      "securityGroupIds",
      list("Security groups", "security group IDs", CREATE, "is empty. Omit it to let AWS choose."),
    ),
    each("securityGroupIds", filledText("Security groups", "the ID of a security group", CREATE)),
    distinct("securityGroupIds", "Security groups", CREATE),
  ],
  crossZone: [optional("crossZone", FLAG)],
  connectionDraining: [optional("connectionDraining", FLAG)],
  internal: [optional("internal", FLAG)],
  name: [
    optional("name", CLASSIC_NAME),
    uniqueName("classic load balancer", "name", ({ given }) => String(given.name), "another name"),
  ],
  tags: [optional("tags", tags(`${CLASSIC}/add-remove-tags.html`))],
};

export const PROXY_PROTOCOL_ELB_RULES: readonly Rule<ProxyProtocolElbSubject>[] = [
  knownProps("ProxyProtocolElb", Object.keys(PROPS)),
  ...Object.values(PROPS).flat(),
];
