import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { ForwardProtocol } from "../../src";
import { App, TerraformStack, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { ForwardSettings, TargetSettings } from "../../src/private/defaults/forward";
import type { AlarmSettings, LoadBalancerSettings } from "../../src/private/defaults/load-balancer";
import {
  listenerCertificateConfig,
  listenerConfig,
  loadBalancerConfig,
  protocolMarkerConfig,
  securityGroupsMarkerConfig,
  targetAttachmentConfig,
  targetGroupConfig,
  type TargetGroupReference,
} from "../../src/private/resources/network-load-balancer";
import { portAllocationErrorsAlarmConfig, unhealthyHostsAlarmConfig } from "../../src/private/resources/nlb-alarms";
import {
  clientIngressRuleConfig,
  type IcmpMessage,
  pathMtuRuleConfig,
  securityGroupConfig,
  type Socket,
  targetEgressRuleConfig,
  targetIngressRuleConfig,
} from "../../src/private/resources/nlb-security-group";
import { TerraformData } from "../../src/private/terraform-data";
import { hcl, hclFlag, hclList, hclMap, resourceBlock, type ResourceText } from "./hcl";

// The resources of main.tf: the construct's own, each made once of the expressions that stand in the module for its settings.

/** Those settings that the resources take, each as an expression: for cdktf it is a text, whatever it becomes. */
function expressions<Settings>(settings: { readonly [setting in keyof Settings]?: unknown }): Settings {
  return settings as Settings;
}

/** Settings of the load balancer. */
const LOAD_BALANCER = expressions<LoadBalancerSettings>({
  name: hcl("local.load_balancer_name"),
  internal: hclFlag("var.internal"),
  ipAddressType: hcl("var.ip_address_type"),
  dnsRecordClientRoutingPolicy: hcl("var.dns_record_client_routing_policy"),
  deletionProtection: hclFlag("var.deletion_protection"),
  crossZone: hclFlag("var.cross_zone"),
  zonalShift: hclFlag("var.zonal_shift"),
  subnetMappings: [
    {
      subnetId: hcl("subnet_mapping.value.subnet_id"),
      privateIpv4Address: hcl("subnet_mapping.value.private_ipv4_address"),
      allocationId: hcl("subnet_mapping.value.allocation_id"),
      ipv6Address: hcl("subnet_mapping.value.ipv6_address"),
    },
  ],
  securityGroupIds: hclList("local.security_group_ids"),
  hasSecurityGroups: hclFlag("length(local.security_group_ids) > 0"),
  enforceInboundRulesOnPrivateLink: hcl("local.enforce_inbound_rules_on_private_link"),
  accessLogs: { bucket: hcl("access_logs.value.bucket"), prefix: hcl("access_logs.value.prefix") },
  tags: hclMap("var.tags"),
  vpcId: hcl("var.vpc_id"),
});

const ALARMS = expressions<AlarmSettings>({
  actionArns: hclList("local.alarm_action_arns"),
  unhealthyHosts: true,
  portAllocationErrors: true,
  periodSeconds: hcl("var.alarms.period_seconds"),
  evaluationPeriods: hcl("var.alarms.evaluation_periods"),
});

/** An attribute of `each.value`. */
function own(attribute: string): string {
  return hcl(`each.value.${attribute}`);
}

/** The list's ports. */
const PORTS = "toset(keys(local.forwards))";

/** The row of an instance of `PORTS`. */
const ROW = "local.forwards[each.key]";

/** An attribute of that row. */
function ofRow(attribute: string): string {
  return hcl(`${ROW}.${attribute}`);
}

/** Settings of that row. */
const FORWARD = expressions<ForwardSettings>({
  listenerPort: ofRow("listener_port"),
  protocol: ofRow("protocol"),
  targetProtocol: ofRow("target_protocol"),
  targetGroupName: ofRow("target_group_name"),
  ownTarget: { targetPort: ofRow("targets[0].target_port") },
  ipAddressType: ofRow("ip_address_type"),
  deregistrationDelaySeconds: ofRow("deregistration_delay_seconds"),
  connectionTermination: hclFlag(`${ROW}.connection_termination`),
  preserveClientIp: hclFlag(`${ROW}.preserve_client_ip`),
  proxyProtocolV2: hclFlag(`${ROW}.proxy_protocol_v2`),
  stickiness: hclFlag("stickiness.value"),
  healthCheck: {
    protocol: ofRow("health_check.protocol"),
    port: hcl(`coalesce(${ROW}.health_check.port, "traffic-port")`),
    path: ofRow("health_check.path"),
    matcher: ofRow("health_check.matcher"),
    healthyThreshold: ofRow("health_check.healthy_threshold"),
    unhealthyThreshold: ofRow("health_check.unhealthy_threshold"),
    intervalSeconds: ofRow("health_check.interval_seconds"),
    timeoutSeconds: ofRow("health_check.timeout_seconds"),
  },
  certificateArn: ofRow("certificate_arn"),
  sslPolicy: ofRow("ssl_policy"),
  alpnPolicy: ofRow("alpn_policy"),
  tcpIdleTimeoutSeconds: ofRow("tcp_idle_timeout_seconds"),
  tags: hclMap(`${ROW}.tags`),
});

/** The target group of that row. */
const TARGET_GROUP: TargetGroupReference = {
  arn: hcl("local.target_group_arns[each.key]"),
  idAddress: "aws_lb_target_group.this[each.key].id",
};

/** What changes with that row's protocol. */
const PROTOCOL = "terraform_data.protocol[each.key]";

/** Settings of `each.value`, one of `local.targets`. */
const TARGET = expressions<TargetSettings>({
  targetIp: own("target_ip"),
  targetPort: own("target_port"),
  availabilityZone: own("availability_zone"),
});

const GROUP = hcl("aws_security_group.this[0].id");
const SOCKET = expressions<Socket>({ ipProtocol: own("ip_protocol"), port: own("port") });
/** What a client's rule takes of its listener. */
const LISTENER = expressions<ForwardSettings>({ listenerPort: own("listener_port"), protocol: own("protocol") });
/** Settings of `each.value`, one of `local.path_mtu_messages`. */
const PATH_MTU = expressions<IcmpMessage>({
  ipProtocol: own("ip_protocol"),
  type: own("type"),
  code: own("code"),
  cidrIpv4: own("cidr_ipv4"),
  cidrIpv6: own("cidr_ipv6"),
});

const CIDR = { cidrIpv4: own("cidr_ipv4"), cidrIpv6: own("cidr_ipv6") };

type ResourceClass<Config> = new (scope: Construct, id: string, config: Config) => TerraformResource;

/** The resource blocks of main.tf. */
export function resources(): string[] {
  const stack = new TerraformStack(new App(), "module");
  const block = <Config extends object>(
    type: ResourceClass<Config>,
    name: string,
    config: Config,
    text: ResourceText = {},
  ): string => resourceBlock(name, new type(stack, `${type.name}-${name}`, config), config, text);

  return [
    block(TerraformData, "has_security_groups", securityGroupsMarkerConfig(LOAD_BALANCER), {
      comment:
        "AWS gives no security group to a load balancer without one, nor takes the last one away: it is replaced. Provider 5.100\n" +
        "plans that by itself only where it knows the IDs of all groups.",
    }),
    // the security group that is made of the list is among `local.security_group_ids`
    block(Lb, "this", loadBalancerConfig(LOAD_BALANCER, undefined, "terraform_data.has_security_groups"), {
      dynamic: { subnet_mapping: "var.subnet_mappings", access_logs: "var.access_logs[*]" },
    }),
    block(LbTargetGroup, "this", targetGroupConfig(LOAD_BALANCER, FORWARD), {
      comment:
        "For each port, not for each row: Terraform walks through a whole `for_each` again for each of its instances.",
      repeated: { for_each: PORTS },
      // AWS takes none for a target group of TLS.
      dynamic: { stickiness: `${ROW}.target_protocol == "${ForwardProtocol.TLS}" ? [] : [${ROW}.stickiness]` },
      lifecycleComment:
        "Its port is only the default of an attachment that names none, and each here names its own. To follow it would\n" +
        "replace the group, which AWS refuses while the listener uses it: the forward would be left without a target.",
      dependsOn: "aws_lb.this",
    }),
    block(
      LbTargetGroupAttachment,
      "this",
      targetAttachmentConfig(TARGET, hcl("local.target_group_arns[each.value.listener_port]")),
      {
        comment:
          "Named by what a target is, never by its place in the list, so that no change elsewhere in the list touches it.",
        repeated: { for_each: "local.targets" },
      },
    ),
    block(TerraformData, "protocol", protocolMarkerConfig(FORWARD), {
      comment:
        "A listener that gets another protocol is replaced: provider 5.100 would send along what it had as the other, such as the\n" +
        "policy of TLS, which AWS refuses for TCP.",
      repeated: { for_each: PORTS },
    }),
    block(LbListener, "this", listenerConfig(FORWARD, hcl("aws_lb.this.arn"), TARGET_GROUP, PROTOCOL), {
      repeated: { for_each: PORTS },
      lifecycleComment:
        "A group that must be replaced takes its listener along, which is destroyed before it: AWS refuses any other order.",
    }),
    block(
      LbListenerCertificate,
      "this",
      listenerCertificateConfig(hcl("aws_lb_listener.this[each.value.listener_port].arn"), own("certificate_arn")),
      { repeated: { for_each: "local.additional_certificates" } },
    ),
    block(SecurityGroup, "this", securityGroupConfig(LOAD_BALANCER), {
      comment: "The security group that is made of the list.",
      lifecycleComment:
        "Or Terraform would delete a group that is taken out before the load balancer gives it up, which AWS refuses.",
      repeated: { count: "local.makes_security_group ? 1 : 0" },
    }),
    block(VpcSecurityGroupIngressRule, "path_mtu", pathMtuRuleConfig(LOAD_BALANCER, GROUP, PATH_MTU), {
      comment: "Without it, large packets are lost on a narrower path.",
      repeated: { for_each: "local.path_mtu_messages" },
    }),
    block(
      VpcSecurityGroupIngressRule,
      "client_cidr_blocks",
      clientIngressRuleConfig(LOAD_BALANCER, LISTENER, GROUP, SOCKET.ipProtocol, CIDR),
      { repeated: { for_each: "local.client_cidr_rules" } },
    ),
    block(
      VpcSecurityGroupIngressRule,
      "client_security_groups",
      clientIngressRuleConfig(LOAD_BALANCER, LISTENER, GROUP, SOCKET.ipProtocol, {
        referencedSecurityGroupId: own("referenced_security_group_id"),
      }),
      { repeated: { for_each: "local.client_security_group_rules" } },
    ),
    block(VpcSecurityGroupEgressRule, "targets", targetEgressRuleConfig(LOAD_BALANCER, GROUP, SOCKET, CIDR), {
      repeated: { for_each: "local.target_rules" },
    }),
    block(
      VpcSecurityGroupIngressRule,
      "target_security_groups",
      targetIngressRuleConfig(LOAD_BALANCER, GROUP, SOCKET, own("security_group_id")),
      {
        comment: "Rules of the targets' own security groups, which admit the load balancer.",
        repeated: { for_each: "local.target_security_group_rules" },
      },
    ),
    block(
      CloudwatchMetricAlarm,
      "unhealthy_hosts",
      unhealthyHostsAlarmConfig(LOAD_BALANCER, ALARMS, FORWARD.listenerPort, hcl("local.routes[each.key]"), {
        loadBalancer: hcl("aws_lb.this.arn_suffix"),
        targetGroup: hcl("aws_lb_target_group.this[each.key].arn_suffix"),
      }),
      { repeated: { for_each: "local.unhealthy_hosts_alarms" } },
    ),
    block(
      CloudwatchMetricAlarm,
      "port_allocation_errors",
      portAllocationErrorsAlarmConfig(LOAD_BALANCER, ALARMS, hcl("aws_lb.this.arn_suffix")),
      { repeated: { count: "var.alarms == null ? 0 : var.alarms.port_allocation_errors ? 1 : 0" } },
    ),
  ];
}
