import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { App, TerraformStack, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import {
  AlpnPolicy,
  type DnsRecordClientRoutingPolicy,
  ForwardProtocol,
  HealthCheckProtocol,
  type NlbIpAddressType,
} from "../../src";
import type { ForwardSettings } from "../../src/private/defaults/forward";
import type { AlarmSettings, LoadBalancerSettings } from "../../src/private/defaults/load-balancer";
import {
  listenerCertificateConfig,
  listenerConfig,
  loadBalancerConfig,
  targetAttachmentConfig,
  targetGroupConfig,
} from "../../src/private/resources/network-load-balancer";
import { portAllocationErrorsAlarmConfig, unhealthyHostsAlarmConfig } from "../../src/private/resources/nlb-alarms";
import {
  clientIngressRuleConfig,
  type IpProtocol,
  pathMtuRuleConfig,
  securityGroupConfig,
  targetEgressRuleConfig,
  targetIngressRuleConfig,
} from "../../src/private/resources/nlb-security-group";
import { hcl, resourceBlock, type ResourceText } from "./hcl";

// The resources of main.tf: the construct's own, each made once of the expressions that stand in the module for its settings.

/** Settings of the load balancer. */
const LOAD_BALANCER: LoadBalancerSettings = {
  name: hcl.text("local.load_balancer_name"),
  internal: hcl.flag("var.internal"),
  ipAddressType: hcl.text("var.ip_address_type") as NlbIpAddressType,
  dnsRecordClientRoutingPolicy: hcl.text("var.dns_record_client_routing_policy") as DnsRecordClientRoutingPolicy,
  deletionProtection: hcl.flag("var.deletion_protection"),
  crossZone: hcl.flag("var.cross_zone"),
  zonalShift: hcl.flag("var.zonal_shift"),
  subnetMappings: [
    {
      subnetId: hcl.text("subnet_mapping.value.subnet_id"),
      privateIpv4Address: hcl.text("subnet_mapping.value.private_ipv4_address"),
      allocationId: hcl.text("subnet_mapping.value.allocation_id"),
      ipv6Address: hcl.text("subnet_mapping.value.ipv6_address"),
    },
  ],
  securityGroupIds: hcl.list("local.security_group_ids"),
  enforceInboundRulesOnPrivateLink: hcl.text("local.enforce_inbound_rules_on_private_link"),
  accessLogs: { bucket: hcl.text("access_logs.value.bucket"), prefix: hcl.text("access_logs.value.prefix") },
  tags: hcl.map("var.tags"),
  vpcId: hcl.text("var.vpc_id"),
} satisfies Partial<LoadBalancerSettings> as unknown as LoadBalancerSettings;

const ALARMS: AlarmSettings = {
  actionArns: hcl.list("local.alarm_action_arns"),
  unhealthyHosts: true,
  portAllocationErrors: true,
  periodSeconds: hcl.number("var.alarms.period_seconds"),
  evaluationPeriods: hcl.number("var.alarms.evaluation_periods"),
};

const own = (attribute: string): string => hcl.text(`each.value.${attribute}`);
const ownNumber = (attribute: string): number => hcl.number(`each.value.${attribute}`);

/** Settings of `each.value`, one of `local.forwards`. */
const FORWARD: ForwardSettings = {
  listenerPort: ownNumber("listener_port"),
  protocol: own("protocol") as ForwardProtocol,
  targetProtocol: own("target_protocol") as ForwardProtocol,
  targetGroupName: own("target_group_name"),
  ownTarget: { targetPort: hcl.number("each.value.targets[0].target_port") },
  ipAddressType: own("ip_address_type"),
  deregistrationDelaySeconds: ownNumber("deregistration_delay_seconds"),
  connectionTermination: hcl.flag("each.value.connection_termination"),
  preserveClientIp: hcl.flag("each.value.preserve_client_ip"),
  proxyProtocolV2: hcl.flag("each.value.proxy_protocol_v2"),
  stickiness: hcl.flag("stickiness.value"),
  healthCheck: {
    protocol: own("health_check.protocol") as HealthCheckProtocol,
    port: hcl.number('coalesce(each.value.health_check.port, "traffic-port")'),
    path: own("health_check.path"),
    matcher: own("health_check.matcher"),
    healthyThreshold: ownNumber("health_check.healthy_threshold"),
    unhealthyThreshold: ownNumber("health_check.unhealthy_threshold"),
    intervalSeconds: ownNumber("health_check.interval_seconds"),
    timeoutSeconds: ownNumber("health_check.timeout_seconds"),
  },
  certificateArn: own("certificate_arn"),
  sslPolicy: own("ssl_policy"),
  alpnPolicy: own("alpn_policy") as AlpnPolicy,
  tcpIdleTimeoutSeconds: ownNumber("tcp_idle_timeout_seconds"),
  tags: hcl.map("each.value.tags"),
} satisfies { [setting in keyof ForwardSettings]?: unknown } as unknown as ForwardSettings;

const GROUP = hcl.text("aws_security_group.this[0].id");
const SOCKET = { ipProtocol: own("ip_protocol") as IpProtocol, port: ownNumber("port") };
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
  const clientOf = (attribute: string): ForwardSettings => ({
    ...FORWARD,
    protocol: own(attribute) as ForwardProtocol,
  });

  return [
    block(Lb, "this", loadBalancerConfig(LOAD_BALANCER, undefined), {
      dynamic: { subnet_mapping: "var.subnet_mappings", access_logs: "var.access_logs[*]" },
    }),
    block(LbTargetGroup, "this", targetGroupConfig(LOAD_BALANCER, FORWARD), {
      repeated: { for_each: "local.forwards" },
      dynamic: { stickiness: "each.value.stickiness[*]" },
      lifecycleComment:
        "Its port is only the default of an attachment that names none, and each here names its own. To follow it would\n" +
        "replace the group, which AWS refuses while the listener uses it: the forward would be left without a target.",
      dependsOn: "aws_lb.this",
    }),
    block(
      LbTargetGroupAttachment,
      "this",
      targetAttachmentConfig(
        {
          targetIp: own("target_ip"),
          targetPort: ownNumber("target_port"),
          availabilityZone: own("availability_zone") as "all",
        },
        "aws_lb_target_group.this[each.value.listener_port]",
      ),
      {
        comment:
          "Named by what a target is, never by its place in the list, so that no change elsewhere in the list touches it.",
        repeated: { for_each: "local.targets" },
      },
    ),
    block(
      LbListener,
      "this",
      listenerConfig(FORWARD, hcl.text("aws_lb.this.arn"), "aws_lb_target_group.this[each.key]"),
      {
        repeated: { for_each: "local.forwards" },
        lifecycleComment:
          "A group that must be replaced takes its listener along, which is destroyed before it: AWS refuses any other order.",
      },
    ),
    block(
      LbListenerCertificate,
      "this",
      listenerCertificateConfig("aws_lb_listener.this[each.value.listener_port]", own("certificate_arn")),
      { repeated: { for_each: "local.additional_certificates" } },
    ),
    block(SecurityGroup, "this", securityGroupConfig(LOAD_BALANCER), {
      comment: "The security group that is made of the list.",
      repeated: { count: "local.makes_security_group ? 1 : 0" },
    }),
    block(
      VpcSecurityGroupIngressRule,
      "path_mtu",
      pathMtuRuleConfig(LOAD_BALANCER, GROUP, {
        ipProtocol: own("ip_protocol"),
        type: ownNumber("type"),
        code: ownNumber("code"),
        ...CIDR,
      }),
      {
        comment: "Without it, large packets are lost on a narrower path.",
        repeated: { for_each: "local.path_mtu_messages" },
      },
    ),
    block(
      VpcSecurityGroupIngressRule,
      "client_cidr_blocks",
      clientIngressRuleConfig(LOAD_BALANCER, FORWARD, GROUP, SOCKET.ipProtocol, CIDR),
      { repeated: { for_each: "local.client_cidr_rules" } },
    ),
    block(
      VpcSecurityGroupIngressRule,
      "client_security_groups",
      clientIngressRuleConfig(LOAD_BALANCER, clientOf("protocol"), GROUP, SOCKET.ipProtocol, {
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
      unhealthyHostsAlarmConfig(LOAD_BALANCER, ALARMS, FORWARD.listenerPort, hcl.text("local.routes[each.key]"), {
        loadBalancer: hcl.text("aws_lb.this.arn_suffix"),
        targetGroup: hcl.text("aws_lb_target_group.this[each.key].arn_suffix"),
      }),
      { repeated: { for_each: "local.unhealthy_hosts_alarms" } },
    ),
    block(
      CloudwatchMetricAlarm,
      "port_allocation_errors",
      portAllocationErrorsAlarmConfig(LOAD_BALANCER, ALARMS, hcl.text("aws_lb.this.arn_suffix")),
      { repeated: { count: "var.alarms == null ? 0 : var.alarms.port_allocation_errors ? 1 : 0" } },
    ),
  ];
}
