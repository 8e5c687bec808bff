"""moto's server, corrected to answer like AWS where moto 5.2.1 doesn't: one AWS for each connection to a launcher.

Importing moto takes seconds, so the launcher does it once, prints its loopback port, and forks. It ends when its standard input closes.

Through its connection, an AWS sends its own port on a line, and serves until the connection closes, so it always ends with the test
that opened it. Each line that it gets is JSON that sets what AWS should report: see `TOLD`. It answers each with a line once the
setting is in effect.
"""

import contextvars
import functools
import io
import ipaddress
import json
import os
import select
import signal
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import unquote

from moto import backends
from moto.cloudwatch.models import CloudWatchBackend
from moto.core import responses
from moto.core.responses import ActionResult
from moto.ec2.exceptions import DependencyViolationError, InvalidSecurityGroupRuleIdNotFoundError
from moto.ec2.models import EC2Backend
from moto.ec2.models.route_tables import Route
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.transit_gateway_attachments import TransitGatewayAttachment
from moto.ec2.models.vpn_connections import VPNConnection
from moto.ec2.responses.instances import InstanceResponse
from moto.ec2.responses.vpc_peering_connections import VPCPeeringConnections
from moto.elb.exceptions import ELBClientError as ElbError
from moto.elb.models import ELBBackend, FakeBackend
from moto.elb.responses import ELBResponse as ElbResponse
from moto.elbv2 import models
from moto.elbv2.exceptions import DuplicateListenerError, ELBClientError
from moto.elbv2.responses import SSL_POLICIES, ELBV2Response
from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

Backend = models.ELBv2Backend
LoadBalancer = models.FakeLoadBalancer
TargetGroup = models.FakeTargetGroup


# --- Tables that the test sets, each as a whole: health of targets by address and port, state of load balancers by name, and
# status of a VPN connection's two tunnels by ID. Everything else is healthy.

TOLD = {"health": {}, "load_balancers": {}, "tunnels": {}}


# --- A load balancer's ARN. AWS uses net/ for a Network Load Balancer; moto uses app/ for every type.

load_balancer_type = contextvars.ContextVar("load_balancer_type", default="application")
make_arn = models.make_arn_for_load_balancer


def make_arn_for_load_balancer(**kwargs):
    arn = make_arn(**kwargs)
    return arn.replace(":loadbalancer/app/", ":loadbalancer/net/") if load_balancer_type.get() == "network" else arn


models.make_arn_for_load_balancer = make_arn_for_load_balancer


# --- Scheme. AWS defaults to internet-facing; moto returns no scheme.

initialize = LoadBalancer.__init__


def initialize_with_scheme(self, *args, **kwargs):
    kwargs["scheme"] = kwargs.get("scheme") or "internet-facing"
    initialize(self, *args, **kwargs)


LoadBalancer.__init__ = initialize_with_scheme


# --- Security groups. A Network Load Balancer created with some must keep at least one, and one created without can't get any. AWS
# also stores whether their rules apply to PrivateLink, by default on. moto accepts every change, and doesn't support the
# switch. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSecurityGroups.html

set_security_groups = ELBV2Response.set_security_groups


def enforcement(self):
    if self.type != "network" or not self.security_groups:
        return None
    return getattr(self, "enforced", "on")


def set_security_groups_and_enforcement(self):
    load_balancer = self.elbv2_backend.load_balancers.get(self._get_param("LoadBalancerArn"))
    if load_balancer and load_balancer.type == "network":
        if not load_balancer.security_groups:
            raise ELBClientError(
                "InvalidConfigurationRequest",
                "You cannot set security groups on a Network Load Balancer which was created without any security groups.",
            )
        if not self._get_param("SecurityGroups", []):
            raise ELBClientError("ValidationError", "At least one security group must be specified")
    set_security_groups(self)
    enforced = self._get_param("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic")
    if enforced:
        load_balancer.enforced = enforced
    return ActionResult(
        {
            "SecurityGroupIds": load_balancer.security_groups,
            "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": enforcement(load_balancer),
        }
    )


LoadBalancer.enforce_security_group_inbound_rules_on_private_link_traffic = property(enforcement)
ELBV2Response.set_security_groups = set_security_groups_and_enforcement


# --- A security group in use. AWS refuses to delete one that a load balancer has or another group's rule refers to; moto deletes it.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html

delete_security_group = EC2Backend.delete_security_group


def is_in_use(ec2, group_id):
    balancers = models.elbv2_backends[ec2.account_id][ec2.region_name].load_balancers.values()
    groups = [group for groups in ec2.groups.values() for group in groups.values() if group.id != group_id]
    rules = [rule for group in groups for rule in (*group.ingress_rules, *group.egress_rules)]
    return any(group_id in balancer.security_groups for balancer in balancers) or any(
        rule.source_group.get("GroupId") == group_id for rule in rules
    )


def delete_unused_security_group(self, name=None, group_id=None):
    if group_id and is_in_use(self, group_id):
        raise DependencyViolationError(f"resource {group_id} has a dependent object")
    return delete_security_group(self, name=name, group_id=group_id)


EC2Backend.delete_security_group = delete_unused_security_group


# --- Static addresses. AWS reports those of each subnet mapping; moto forgets them, so every plan would show a change. AWS can add
# subnets to a Network Load Balancer, but rejects a change of "their existing configurations"; moto replaces them.

ADDRESSES = ("AllocationId", "PrivateIPv4Address", "IPv6Address")

create = Backend.create_load_balancer
set_subnets = Backend.set_subnets
availability_zones = LoadBalancer.availability_zones


def addresses_by_subnet(mappings):
    return {
        mapping["SubnetId"]: [{name: mapping[name] for name in ADDRESSES if mapping.get(name)}]
        for mapping in mappings
    }


def create_load_balancer(self, *args, **kwargs):
    load_balancer_type.set(kwargs.get("loadbalancer_type") or "application")
    load_balancer = create(self, *args, **kwargs)
    mappings = kwargs.get("subnet_mappings") or []
    load_balancer.addresses = addresses_by_subnet(mappings)
    load_balancer.interfaces = {}
    add_interfaces(self.ec2_backend, load_balancer, mappings)
    return load_balancer


# AWS creates a network interface in each subnet; this creates those without a static address.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
def add_interfaces(ec2, load_balancer, mappings):
    description = f"ELB {load_balancer.arn.split(':loadbalancer/')[1]}"
    for mapping in mappings:
        subnet_id = mapping["SubnetId"]
        is_chosen = not any(mapping.get(name) for name in ADDRESSES)
        if load_balancer.type == "network" and is_chosen and subnet_id not in load_balancer.interfaces:
            interface = ec2.create_network_interface(ec2.get_subnet(subnet_id), None, description=description)
            load_balancer.interfaces[subnet_id] = interface


def set_subnets_and_addresses(self, arn, subnets, subnet_mappings):
    if not all(mapping.get("SubnetId") for mapping in subnet_mappings):
        raise ELBClientError("ValidationError", "You must specify a subnet ID for each subnet mapping")
    load_balancer = self.load_balancers.get(arn)
    addresses = addresses_by_subnet(subnet_mappings)
    if load_balancer and load_balancer.type == "network" and not load_balancer.addresses.items() <= addresses.items():
        raise ELBClientError("InvalidConfigurationRequest", "The existing configuration of a subnet cannot be changed")
    set_subnets(self, arn, subnets, subnet_mappings)
    load_balancer.addresses = addresses
    add_interfaces(self.ec2_backend, load_balancer, subnet_mappings)
    return load_balancer.availability_zones


def availability_zones_with_addresses(self):
    zones = availability_zones.fget(self)
    for zone in zones:
        zone.load_balancer_addresses = [address for address in self.addresses.get(zone.subnet_id, []) if address]
    return zones


Backend.create_load_balancer = create_load_balancer
Backend.set_subnets = set_subnets_and_addresses
LoadBalancer.availability_zones = property(availability_zones_with_addresses)


# --- Deletion. AWS refuses to delete a load balancer with deletion protection or an endpoint service; moto deletes it.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteLoadBalancer.html

delete = Backend.delete_load_balancer


def delete_load_balancer(self, arn):
    load_balancer = self.load_balancers.get(arn)
    if load_balancer and load_balancer.attrs["deletion_protection.enabled"] == "true":
        raise ELBClientError(
            "OperationNotPermitted",
            f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
        )
    services = self.ec2_backend.configurations.values()
    if any(arn in service.network_load_balancer_arns for service in services):
        raise ELBClientError(
            "ResourceInUse",
            f"Load balancer '{arn}' cannot be deleted because it is currently associated with another service",
        )
    delete(self, arn)
    for interface in load_balancer.interfaces.values() if load_balancer else []:
        self.ec2_backend.delete_network_interface(interface.id)


Backend.delete_load_balancer = delete_load_balancer


# --- Targets. AWS identifies them by address and port and reports their zone; moto has one target for each address, so that
# a target that moves to another port is lost when its old port is deregistered. AWS rejects the zone "all" for an address
# in the VPC and requires it outside; deregistering a missing target succeeds.


def key(group, target):
    return f"{target['Id']}:{target.get('Port') or group.port}"


def check_zone(group, target):
    try:
        address = ipaddress.ip_address(target["Id"])
    except ValueError:
        raise ELBClientError("ValidationError", f"The IP address '{target['Id']}' is not a valid IPv4 address") from None
    vpc = group.ec2_backend.get_vpc(group.vpc_id)
    blocks = [*vpc.get_cidr_block_association_set(), *vpc.get_cidr_block_association_set(ipv6=True)]
    inside = any(address in ipaddress.ip_network(block["cidr_block"]) for block in blocks)
    zone = target.get("AvailabilityZone")
    if inside and zone == "all":
        raise ELBClientError(
            "ValidationError",
            f"The IP address '{address}' is within the VPC, and cannot have its Availability Zone overridden to 'all'",
        )
    if not inside and not zone:
        raise ELBClientError(
            "ValidationError",
            "You must specify a valid Availability Zone or select 'all' for all enabled Availability Zones"
            f" since the IP address '{address}' is outside the VPC",
        )


# AWS registers only running instances of the group's VPC, and one load balancer, which has a listener on the group's port.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
def check_instance(group, target):
    instance = group.ec2_backend.get_instance_by_id(target["Id"])
    if not instance:
        raise ELBClientError("InvalidTarget", f"The following targets are not valid instances: '{target['Id']}'")
    if instance.state != "running":
        raise ELBClientError("InvalidTarget", f"The following targets are not in a running state: '{target['Id']}'")
    if instance.vpc_id != group.vpc_id:
        raise ELBClientError("InvalidTarget", f"The following targets are not within the VPC '{group.vpc_id}': '{target['Id']}'")


def check_load_balancer(group, target):
    balancers = models.elbv2_backends[group.account_id][group.region_name].load_balancers
    balancer = balancers.get(target["Id"])
    if not balancer or balancer.type != "application" or balancer.vpc_id != group.vpc_id:
        raise ELBClientError("InvalidTarget", f"'{target['Id']}' is not an Application Load Balancer of the VPC '{group.vpc_id}'")
    ports = {str(listener.port) for listener in balancer.listeners.values()}
    if not {str(group.port), str(target.get("Port") or group.port)} <= ports:
        raise ELBClientError("InvalidTarget", f"'{target['Id']}' has no listener on the port of the target group, {group.port}")
    if group.targets and key(group, target) not in group.targets:
        raise ELBClientError("TooManyTargets", "A target group of this type has at most one target")


CHECKS = {"ip": check_zone, "instance": check_instance, "alb": check_load_balancer}


def register(self, targets):
    for target in targets:
        CHECKS[self.target_type](self, target)
        self.targets[key(self, target)] = {"Port": self.port, **target}
        self.deregistered_targets.pop(key(self, target), None)


def deregister(self, targets):
    for target in targets:
        if gone := self.targets.pop(key(self, target), None):
            self.deregistered_targets[key(self, target)] = gone


def health_for(self, target, ec2_backend):
    registered = self.targets.get(key(self, target))
    target = registered or {"Port": self.port, **target}
    if not registered:
        state = ["unused", "Target.NotRegistered", "Target is not registered"]
    elif not self.load_balancer_arns:
        state = ["unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer"]
    else:
        told = TOLD["health"].get(key(self, target), {"state": "healthy"})
        state = [told.get(name) for name in ("state", "reason", "description")]
    health = models.FakeHealthStatus(target["Id"], target["Port"], self.health_check_port, *state)
    health.description_of_target = {name: target[name] for name in ("Id", "Port", "AvailabilityZone") if target.get(name)}
    return health


TargetGroup.register = register
TargetGroup.deregister = deregister
TargetGroup.health_for = health_for
models.FakeHealthStatus.target = property(lambda self: self.description_of_target)


# --- Attributes of a target group. AWS reports all of them, with defaults by protocol; moto reports few, and others once they are set.
# An HTTP check times out after 6 seconds; moto says 10, as for other protocols.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html

create_target_group = Backend.create_target_group


def create_target_group_with_defaults(self, name, **kwargs):
    if kwargs.get("healthcheck_protocol") == "HTTP" and not kwargs.get("healthcheck_timeout_seconds"):
        kwargs["healthcheck_timeout_seconds"] = 6
    if kwargs.get("target_type") == "alb" and (kwargs["protocol"] != "TCP" or kwargs.get("healthcheck_protocol") == "TCP"):
        raise ELBClientError("ValidationError", "A target group of a load balancer uses TCP, and health checks over HTTP or HTTPS")
    group = create_target_group(self, name, **kwargs)
    if group.protocol in ("TCP", "TLS", "UDP", "TCP_UDP"):
        datagrams = group.protocol in ("UDP", "TCP_UDP")
        preserves = datagrams or group.target_type in ("instance", "alb")
        group.attributes |= {
            "preserve_client_ip.enabled": str(preserves).lower(),
            "proxy_protocol_v2.enabled": "false",
            "deregistration_delay.connection_termination.enabled": str(datagrams).lower(),
            "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
            "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
            "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
        }
        if not datagrams:
            group.attributes["target_health_state.unhealthy.connection_termination.enabled"] = "true"
            group.attributes["target_health_state.unhealthy.draining_interval_seconds"] = "0"
    return group


Backend.create_target_group = create_target_group_with_defaults


# --- The longest deregistration delay. AWS accepts 3600 seconds; moto's range ends before that.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html

DELAY = "deregistration_delay.timeout_seconds"

modify_attributes = Backend.modify_target_group_attributes


def modify_with_longest_delay(self, target_group_arn, attributes):
    if self.target_groups[target_group_arn].target_type == "alb":
        raise ELBClientError("InvalidConfigurationRequest", "A target group of type 'alb' does not support these attributes")
    is_longest = attributes.get(DELAY) == "3600"
    modify_attributes(self, target_group_arn, {**attributes, DELAY: "0"} if is_longest else attributes)
    if is_longest:
        self.target_groups[target_group_arn].attributes[DELAY] = "3600"


Backend.modify_target_group_attributes = modify_with_longest_delay


# --- A missing target group. On AWS, deleting it again succeeds, as after a lost answer; moto fails.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html

delete_target_group = Backend.delete_target_group


def delete_target_group_if_any(self, arn):
    return delete_target_group(self, arn) if arn in self.target_groups else None


Backend.delete_target_group = delete_target_group_if_any


# --- Load balancers of a target group. AWS lists those with a listener that forwards to it now, and checks only the targets of such
# groups; moto also lists those that used to have one.


# Keyed by target group ARN. Computed once after each change of a listener, not for each of hundreds of groups.
LOAD_BALANCERS_OF = {}


def load_balancers_by_group(backend):
    found = {}
    for balancer in backend.load_balancers.values():
        for listener in balancer.listeners.values():
            actions = [action for rule in listener.rules.values() for action in rule.actions]
            for arn in {arn for action in actions for arn in backend._get_target_group_arns_from(action_data=action.data)}:
                if balancer.arn not in found.setdefault(arn, []):
                    found[arn].append(balancer.arn)
    return found


def load_balancers_of(group):
    backend = models.elbv2_backends[group.account_id][group.region_name]
    if backend not in LOAD_BALANCERS_OF:
        LOAD_BALANCERS_OF[backend] = load_balancers_by_group(backend)
    return list(LOAD_BALANCERS_OF[backend].get(group.arn, []))


def forgetting(change):
    @functools.wraps(change)
    def changed(self, *args, **kwargs):
        try:
            return change(self, *args, **kwargs)
        finally:
            LOAD_BALANCERS_OF.clear()

    return changed


for name in ("create_listener", "modify_listener", "delete_listener", "delete_load_balancer", "create_rule", "modify_rule", "delete_rule"):
    setattr(Backend, name, forgetting(getattr(Backend, name)))

# moto appends to the list that it reads, which nobody keeps.
TargetGroup.load_balancer_arns = property(load_balancers_of, lambda self, arns: None)


# --- State of a load balancer. AWS can report it as impaired or failed; in moto each becomes active.

LoadBalancer.load_balancer_state = property(lambda self: TOLD["load_balancers"].get(self.name, {"Code": self.state}))


# --- Listeners. AWS accepts every protocol of the load balancer, at creation and later. Only TLS has certificates, a security policy
# and an ALPN policy, and a listener loses them when its protocol changes; only TCP has an idle timeout. moto keeps all of them for
# every protocol, and can change a listener only to an Application Load Balancer's protocols and TCP.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html
# https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html

PROTOCOLS = ("TCP", "TLS", "UDP", "TCP_UDP")
IDLE_TIMEOUT = {"tcp.idle_timeout.seconds": "350"}
# Exists on AWS, but not in moto.
SSL_POLICIES["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"] = {}

create_listener = ELBV2Response.create_listener
modify_listener = ELBV2Response.modify_listener
modify_in_backend = Backend.modify_listener


def refuse_ssl_policy(response, protocol):
    if protocol in PROTOCOLS and protocol != "TLS" and response._get_param("SslPolicy"):
        raise ELBClientError("ValidationError", f"An SSL policy cannot be specifed for {protocol} listeners")


def keep_to_protocol(listener, protocol_before):
    if listener.protocol not in PROTOCOLS:
        return
    if listener.protocol != "TLS":
        listener.ssl_policy, listener.certificate, listener.certificates, listener.alpn_policy = None, None, [], []
    if listener.protocol != "TCP":
        listener.attributes = {}
    elif protocol_before != "TCP":
        listener.attributes = dict(IDLE_TIMEOUT)


def create_listener_of_protocol(self):
    refuse_ssl_policy(self, self._get_param("Protocol"))
    result = create_listener(self)
    [listener] = result.result["Listeners"]
    keep_to_protocol(listener, None)
    return result


def modify_listener_to_protocol(self):
    [listener] = self.elbv2_backend.describe_listeners(None, [self._get_param("ListenerArn")])
    protocol_before = listener.protocol
    refuse_ssl_policy(self, self._get_param("Protocol") or protocol_before)
    alpn_policy = self._get_params().get("AlpnPolicy")
    if alpn_policy:
        listener.alpn_policy = alpn_policy
    result = modify_listener(self)
    keep_to_protocol(listener, protocol_before)
    return result


def modify_to_protocol(self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
    if protocol not in PROTOCOLS:
        return modify_in_backend(self, arn, port, protocol, ssl_policy, certificates, actions)
    listener = modify_in_backend(self, arn, port, None, ssl_policy, [], actions)
    listener.protocol = protocol
    for certificate in certificates or []:
        keep_further_certificates(listener, certificate["CertificateArn"])
    return listener


# AWS replaces the default certificate and keeps the others; moto drops them.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyListener.html
def keep_further_certificates(listener, default):
    others = [arn for arn in listener.certificates if arn not in (listener.certificate, default)]
    listener.certificates = [default, *others]
    listener.certificate = default


ELBV2Response.create_listener = create_listener_of_protocol
ELBV2Response.modify_listener = modify_listener_to_protocol
Backend.modify_listener = modify_to_protocol


# --- A listener's port, unique in a load balancer. moto compares it with ARNs, so it never finds a duplicate.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html

create_on_any_port = Backend.create_listener
modify_to_any_port = Backend.modify_listener


def refuse_taken_port(listeners, port):
    if any(str(listener.port) == str(port) for listener in listeners):
        raise DuplicateListenerError()


def create_on_free_port(self, load_balancer_arn, protocol, port, *args, **kwargs):
    if balancer := self.load_balancers.get(load_balancer_arn):
        refuse_taken_port(balancer.listeners.values(), port)
    return create_on_any_port(self, load_balancer_arn, protocol, port, *args, **kwargs)


def modify_to_free_port(self, arn, port=None, *args, **kwargs):
    for balancer in self.load_balancers.values() if port else ():
        if arn in balancer.listeners:
            refuse_taken_port([listener for listener in balancer.listeners.values() if listener.arn != arn], port)
    return modify_to_any_port(self, arn, port, *args, **kwargs)


Backend.create_listener = create_on_free_port
Backend.modify_listener = modify_to_free_port


# --- A health check's matcher. AWS stores it for every HTTP and HTTPS check; on a modification, moto does so only if the target
# group's own protocol is HTTP or HTTPS.

modify_target_group = Backend.modify_target_group


def modify_with_matcher(self, arn, *args, **kwargs):
    group = modify_target_group(self, arn, *args, **kwargs)
    http_codes = kwargs.get("http_codes") or (args[7] if len(args) > 7 else None)
    if http_codes and group.health_check_protocol in ("HTTP", "HTTPS"):
        group.matcher = {"HttpCode": http_codes}
    return group


Backend.modify_target_group = modify_with_matcher


# --- Policies of a classic load balancer's backend servers. They belong to an instance port that a listener forwards to; moto
# has only the ports that the load balancer was created with, and silently drops a policy for any other.

create_listeners = ELBBackend.create_load_balancer_listeners
delete_listeners = ELBBackend.delete_load_balancer_listeners
set_policies = ElbResponse.set_load_balancer_policies_for_backend_server


def follow_listeners(balancer):
    kept = {int(backend.instance_port): backend for backend in balancer.backends}
    ports = {int(listener.instance_port) for listener in balancer.listeners}
    balancer.backends = [kept.get(port) or FakeBackend(port) for port in sorted(ports)]
    return balancer


def set_policies_of_known_port(self):
    balancer = self.elb_backend.get_load_balancer(self._get_param("LoadBalancerName"))
    port = self._get_int_param("InstancePort")
    if all(int(backend.instance_port) != port for backend in balancer.backends):
        raise ElbError("InvalidConfigurationRequest", f"There is no listener for the instance port {port}")
    return set_policies(self)


ELBBackend.create_load_balancer_listeners = lambda self, **kwargs: follow_listeners(create_listeners(self, **kwargs))
ELBBackend.delete_load_balancer_listeners = lambda self, *args: follow_listeners(delete_listeners(self, *args))
ElbResponse.set_load_balancer_policies_for_backend_server = set_policies_of_known_port


# --- A deleted alarm. AWS deletes its tags, too; moto gives them to the next alarm with the same name.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html

delete_alarms = CloudWatchBackend.delete_alarms


def delete_alarms_and_tags(self, alarm_names):
    for alarm in [self.alarms[name] for name in alarm_names if name in self.alarms]:
        self.tagger.delete_all_tags_for_resource(alarm.alarm_arn)
    delete_alarms(self, alarm_names)


CloudWatchBackend.delete_alarms = delete_alarms_and_tags


# --- A modified security group rule. AWS can change the referenced group; moto keeps the old one.

modify_rules = EC2Backend.modify_security_group_rules


def modify_rules_and_groups(self, group_id, rules):
    modify_rules(self, group_id, rules)
    group = self.get_security_group_by_name_or_id(group_id)
    for rule_id, rule in rules.items():
        if referenced := rule.get("ReferencedGroupId"):
            group.get_rule(rule_id).source_group = {
                "GroupId": referenced,
                "OwnerId": self.account_id,
                "UserId": self.account_id,
            }


EC2Backend.modify_security_group_rules = modify_rules_and_groups


# --- A missing rule. AWS's error names the rule's ID; moto's says that the group has no such permission.
# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html


def named_if_gone(revoke):
    def revoke_known(self, group_name_or_id, *args, security_rule_ids=None, **kwargs):
        group = self.get_security_group_by_name_or_id(group_name_or_id, kwargs.get("vpc_id"))
        for rule_id in security_rule_ids or []:
            if group and not group.get_rule(rule_id):
                raise InvalidSecurityGroupRuleIdNotFoundError(rule_id)
        return revoke(self, group_name_or_id, *args, security_rule_ids=security_rule_ids, **kwargs)

    return revoke_known


EC2Backend.revoke_security_group_ingress = named_if_gone(EC2Backend.revoke_security_group_ingress)
EC2Backend.revoke_security_group_egress = named_if_gone(EC2Backend.revoke_security_group_egress)


# --- Description of a security group rule. AWS stores it for every rule; moto only for rules with a CIDR block.

SecurityGroupRule.description = property(
    lambda self: self.ip_range.get("Description") or self.source_group.get("Description")
)


# --- A network ACL's last entries. AWS adds an entry that denies everything to each ACL, in each direction; moto only to default ACLs.

create_network_acl = EC2Backend.create_network_acl
LAST = {"rule_number": 32767, "rule_action": "deny", "protocol": "-1", "cidr_block": "0.0.0.0/0"}
NEITHER = dict.fromkeys(("icmp_code", "icmp_type", "port_range_from", "port_range_to", "ipv6_cidr_block"))


def create_network_acl_that_denies(self, vpc_id, tags=None, default=False):
    acl = create_network_acl(self, vpc_id, tags=tags, default=default)
    for egress in () if default else (True, False):
        self.create_network_acl_entry(acl.id, egress=egress, **LAST, **NEITHER)
    return acl


EC2Backend.create_network_acl = create_network_acl_that_denies


# --- State of a route. AWS reports "blackhole" if its target is deleted, detached, or not accepted; moto always "active".


def is_blackhole(route):
    ec2, vpc_id = route.route_table.ec2_backend, route.route_table.vpc_id
    gateway = route.gateway
    if gateway and gateway.id.startswith("vgw-"):
        attachment = gateway.attachments.get(vpc_id)
        return gateway.state != "available" or not attachment or attachment.state != "attached"
    if route.vpc_pcx:
        return route.vpc_pcx.status["Code"] != "active"
    if route.transit_gateway:
        wanted = (route.transit_gateway.id, vpc_id, "available")
        attachments = ec2.transit_gateway_attachments.values()
        return wanted not in [(one.transit_gateway_id, one.resource_id, one.state) for one in attachments]
    if route.interface:
        return route.interface.id not in ec2.enis
    return False


Route.state = property(lambda self: "blackhole" if is_blackhole(self) else "active")


# --- Tunnels of a VPN connection. AWS reports their status; moto doesn't.

TUNNEL_ADDRESSES = ("203.0.113.17", "203.0.113.18")
TUNNEL_MESSAGES = {"UP": "1 BGP ROUTES", "DOWN": "IPSEC IS DOWN"}


def tunnels(connection):
    statuses = TOLD["tunnels"].get(connection.id, ["UP", "UP"])
    return [
        {"OutsideIpAddress": address, "Status": status, "StatusMessage": TUNNEL_MESSAGES[status]}
        for address, status in zip(TUNNEL_ADDRESSES, statuses)
    ]


VPNConnection.vgw_telemetry = property(tunnels)


# --- Filters. AWS filters by a VPN connection's gateway of either kind, and by a peering connection's ID; moto fails
# if a connection has a gateway of the other kind, and lists every peering connection.

get_filter_value = VPNConnection.get_filter_value


def get_gateway_or_filter_value(self, filter_name, method_name=None):
    if filter_name in ("vpn-gateway-id", "transit-gateway-id"):
        return getattr(self, filter_name.replace("-", "_")) or ""
    return get_filter_value(self, filter_name, method_name)


def describe_peerings_by_filter(self):
    ids = self._get_param("VpcPeeringConnectionIds", [])
    wanted = self._filters_from_querystring().get("vpc-peering-connection-id")
    found = self.ec2_backend.describe_vpc_peering_connections(vpc_peering_ids=ids)
    return ActionResult({"VpcPeeringConnections": [one for one in found if wanted is None or one.id in wanted]})


VPNConnection.get_filter_value = get_gateway_or_filter_value
VPCPeeringConnections.describe_vpc_peering_connections = describe_peerings_by_filter


# --- A transit gateway. AWS reports the route table associated with an attachment; moto always reports the default one. AWS lists
# the attachments of each route in a table, and reports "blackhole" once they are deleted; moto lists none, and fails on MaxResults.

search_routes = EC2Backend.search_transit_gateway_routes


def association(attachment):
    if attachment.state != "available":
        return None
    options = attachment.ec2_backend.transit_gateways[attachment.transit_gateway_id].options
    default = options["AssociationDefaultRouteTableId"] if options["DefaultRouteTableAssociation"] == "enable" else None
    table = attachment._association_data.get("transitGatewayRouteTableId") or default
    return {"State": "associated", "TransitGatewayRouteTableId": table} if table else None


def search_routes_with_attachments(self, transit_gateway_route_table_id, filters, max_results=None):
    states = filters.pop("state", ["active", "blackhole"])
    found = []
    for route in search_routes(self, transit_gateway_route_table_id, filters):
        to = route.get("transitGatewayAttachments")
        attachment = self.transit_gateway_attachments.get(to["transitGatewayAttachmentId"]) if to else None
        led = attachment is not None and attachment.state == "available"
        state = "active" if led else "blackhole"
        found.append({**route, "state": state, "transitGatewayAttachments": [to] if led else []})
    return [route for route in found if route["state"] in states][: int(max_results or 1000)]


TransitGatewayAttachment.association = property(association)
EC2Backend.search_transit_gateway_routes = search_routes_with_attachments


# --- An instance's root volume. AWS uses the image's values as defaults; moto rejects a volume without a size.

AMAZON_LINUX_GIB = 8

validate_block_device_mapping = InstanceResponse._validate_block_device_mapping


def validate_with_size_of_image(mapping):
    ebs = mapping.get("Ebs", {})
    if ebs and not ebs.get("SnapshotId"):
        ebs.setdefault("VolumeSize", AMAZON_LINUX_GIB)
    validate_block_device_mapping(mapping)


InstanceResponse._validate_block_device_mapping = staticmethod(validate_with_size_of_image)


# --- Speed. moto searches its folders and classes at each request; cache the results, since they never change.

MODULES = list(backends.list_of_moto_modules())

backends.list_of_moto_modules = lambda: MODULES
responses.method_names_from_class = functools.cache(responses.method_names_from_class)


# --- The server.


class RequestHandler(BaseHTTPRequestHandler):
    """Keeps connections open and sends each answer at once: Flask's own server takes twice as long for a request as moto."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def answer(self):
        length = self.headers.get("Content-Length", "0")
        path, _, query = self.path.partition("?")
        environ = {
            "REQUEST_METHOD": self.command,
            "PATH_INFO": unquote(path),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": length,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": str(self.server.server_address[1]),
            "SERVER_PROTOCOL": self.request_version,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.rfile.read(int(length))),
            "wsgi.errors": sys.stderr,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in self.headers.items()},
        }
        body = b"".join(self.server.application(environ, self.start))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_DELETE = do_GET = do_PATCH = do_POST = do_PUT = answer

    def start(self, status, headers, *_):
        code, reason = status.split(" ", 1)
        self.send_response_only(int(code), reason)
        for name, value in headers:
            if name.lower() != "content-length":
                self.send_header(name, value)


class Server(ThreadingTCPServer):
    daemon_threads = True
    # Terraform opens a hundred connections at once.
    request_queue_size = 1024


# moto's tables aren't safe to change in one thread while another reads them.
one_request = threading.Lock()


# AWS's create calls are idempotent: if an SDK sends one again because it got no answer, AWS creates nothing a second time. moto
# would create a duplicate, or reject it as one.
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
LAST_ANSWERS = 500
answered = {}


def is_first(environ):
    return environ.get("HTTP_AMZ_SDK_REQUEST", "attempt=1;").startswith("attempt=1;")


def one_at_a_time(app):
    def answer(environ, start_response):
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        with one_request:
            if call in answered and not is_first(environ):
                status, headers, body = answered[call]
                start_response(status, headers)
                return body
            given = []

            def start(status, headers, *rest):
                given[:] = status, headers
                return start_response(status, headers, *rest)

            body = list(app(environ, start))
            if call and given[0].startswith("2"):
                answered[call] = (*given, body)
                if len(answered) > LAST_ANSWERS:
                    del answered[next(iter(answered))]
            return body

    return answer


def serve(connection, application):
    # Or each AWS would have the same IDs.
    mock_random.seed()
    server = Server(("127.0.0.1", 0), RequestHandler)
    server.application = one_at_a_time(application)
    port = str(server.server_address[1])
    # moto includes its own address in some answers.
    os.environ["MOTO_PORT"] = port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connection.sendall(f"{port}\n".encode())
    for line in connection.makefile():
        TOLD.update(json.loads(line))
        connection.sendall(b"told\n")


def main():
    application = DomainDispatcherApplication(create_backend_app)
    application.app_instances = {name: create_backend_app(name) for name in ("cloudwatch", "ec2", "elb", "elbv2", "sts")}
    # The system reaps the children.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            serve(connection, application)
            # Cleaning up would take half a second.
            os._exit(0)
        connection.close()


main()
