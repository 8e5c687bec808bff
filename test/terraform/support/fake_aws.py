"""moto's server on a free loopback port, that answers as AWS does where moto 5.2.1 does not.

Prints the port on a line of its own, serves until its standard input is closed, and so ends with the test that started
it, however that ends. A line of its standard input is JSON, with what the test wants AWS to say: see `TOLD`. Each is answered
with a line once it holds.
"""

import contextvars
import functools
import ipaddress
import json
import os
import sys
import threading

from moto import backends
from moto.core import responses
from moto.core.responses import ActionResult
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
from moto.elbv2.exceptions import ELBClientError
from moto.elbv2.responses import ELBV2Response
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

Backend = models.ELBv2Backend
LoadBalancer = models.FakeLoadBalancer
TargetGroup = models.FakeTargetGroup


# --- What the test tells, each table as a whole: health of a target by address and port, state of a load balancer by name, and
# status of each of a VPN connection's two tunnels by id. What is in none is well.

TOLD = {"health": {}, "load_balancers": {}, "tunnels": {}}


# --- A load balancer's ARN. AWS writes net/ for a Network Load Balancer; moto writes app/ for each type.

load_balancer_type = contextvars.ContextVar("load_balancer_type", default="application")
make_arn = models.make_arn_for_load_balancer


def make_arn_for_load_balancer(**kwargs):
    arn = make_arn(**kwargs)
    return arn.replace(":loadbalancer/app/", ":loadbalancer/net/") if load_balancer_type.get() == "network" else arn


models.make_arn_for_load_balancer = make_arn_for_load_balancer


# --- Scheme. AWS takes one that is left out for internet-facing; moto leaves it out of its answers.

initialize = LoadBalancer.__init__


def initialize_with_scheme(self, *args, **kwargs):
    kwargs["scheme"] = kwargs.get("scheme") or "internet-facing"
    initialize(self, *args, **kwargs)


LoadBalancer.__init__ = initialize_with_scheme


# --- Whether security groups' rules hold for PrivateLink. AWS keeps it, on unless said otherwise, for a Network Load Balancer
# that has security groups; moto does not know it.

set_security_groups = ELBV2Response.set_security_groups


def enforcement(self):
    if self.type != "network" or not self.security_groups:
        return None
    return getattr(self, "enforced", "on")


def set_security_groups_and_enforcement(self):
    set_security_groups(self)
    load_balancer = self.elbv2_backend.load_balancers[self._get_param("LoadBalancerArn")]
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


# --- Static addresses. AWS reports those of each subnet mapping; moto forgets them, and every plan would show a change. AWS adds
# subnets to a Network Load Balancer, and takes none that it has "with their existing configurations" changed; moto replaces them.

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
    load_balancer.addresses = addresses_by_subnet(kwargs.get("subnet_mappings") or [])
    return load_balancer


def set_subnets_and_addresses(self, arn, subnets, subnet_mappings):
    if not all(mapping.get("SubnetId") for mapping in subnet_mappings):
        raise ELBClientError("ValidationError", "You must specify a subnet ID for each subnet mapping")
    load_balancer = self.load_balancers.get(arn)
    addresses = addresses_by_subnet(subnet_mappings)
    if load_balancer and load_balancer.type == "network" and not load_balancer.addresses.items() <= addresses.items():
        raise ELBClientError("InvalidConfigurationRequest", "The existing configuration of a subnet cannot be changed")
    set_subnets(self, arn, subnets, subnet_mappings)
    load_balancer.addresses = addresses
    return load_balancer.availability_zones


def availability_zones_with_addresses(self):
    zones = availability_zones.fget(self)
    for zone in zones:
        zone.load_balancer_addresses = [address for address in self.addresses.get(zone.subnet_id, []) if address]
    return zones


Backend.create_load_balancer = create_load_balancer
Backend.set_subnets = set_subnets_and_addresses
LoadBalancer.availability_zones = property(availability_zones_with_addresses)


# --- Deletion protection. AWS refuses to delete a protected load balancer; moto deletes it.

delete = Backend.delete_load_balancer


def delete_load_balancer(self, arn):
    load_balancer = self.load_balancers.get(arn)
    if load_balancer and load_balancer.attrs["deletion_protection.enabled"] == "true":
        raise ELBClientError(
            "OperationNotPermitted",
            f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
        )
    delete(self, arn)


Backend.delete_load_balancer = delete_load_balancer


# --- Targets. AWS tells them apart by address and port and reports their zone; moto knows one target per address, so that
# a target that moves to another port is lost when its old port is deregistered. AWS refuses the zone "all" for an address
# in the VPC and asks for it outside; to deregister what is not there succeeds.


def key(group, target):
    return f"{target['Id']}:{target.get('Port') or group.port}"


def check_zone(group, target):
    try:
        address = ipaddress.ip_address(target["Id"])
    except ValueError:
        return  # an instance, a function, a load balancer
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


def register(self, targets):
    for target in targets:
        check_zone(self, target)
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


# --- Whether targets see their clients' addresses. AWS says so of each target group, and has a default for it; moto only of one
# that was told.

create_target_group = Backend.create_target_group


def create_target_group_with_default(self, name, **kwargs):
    group = create_target_group(self, name, **kwargs)
    if group.protocol in ("TCP", "TLS", "UDP", "TCP_UDP"):
        preserves = group.target_type == "instance" or group.protocol in ("UDP", "TCP_UDP")
        group.attributes.setdefault("preserve_client_ip.enabled", str(preserves).lower())
    return group


Backend.create_target_group = create_target_group_with_default


# --- Load balancers of a target group. AWS names those that have a listener which forwards to it now, and checks the targets of
# no other; moto names also those that had one.


def load_balancers_of(group):
    backend = models.elbv2_backends[group.account_id][group.region_name]

    def forwards_to_it(listener):
        actions = [action for rule in listener.rules.values() for action in rule.actions]
        return any(group.arn in backend._get_target_group_arns_from(action_data=action.data) for action in actions)

    balancers = backend.load_balancers.values()
    return [balancer.arn for balancer in balancers if any(map(forwards_to_it, balancer.listeners.values()))]


# moto appends to what it reads, and so to a list that nobody keeps.
TargetGroup.load_balancer_arns = property(load_balancers_of, lambda self, arns: None)


# --- State of a load balancer. AWS may say that it is impaired or has failed; moto has each become active.

LoadBalancer.load_balancer_state = property(lambda self: TOLD["load_balancers"].get(self.name, {"Code": self.state}))


# --- A listener that is modified. AWS takes each protocol that its load balancer has, and certificates for TLS; moto knows only
# those of an Application Load Balancer, and TCP.

modify_listener = Backend.modify_listener


def modify_to_protocol(self, arn, port=None, protocol=None, ssl_policy=None, certificates=None, actions=None):
    if protocol not in ("TCP", "TLS", "UDP", "TCP_UDP"):
        return modify_listener(self, arn, port, protocol, ssl_policy, certificates, actions)
    listener = modify_listener(self, arn, port, None, ssl_policy, [], actions)
    listener.protocol = protocol
    arns = [certificate["CertificateArn"] for certificate in certificates or []]
    if arns or protocol != "TLS":
        listener.certificates = arns
        listener.certificate = arns[0] if arns else None
    return listener


Backend.modify_listener = modify_to_protocol


# --- A health check's matcher. AWS keeps that of each check of requests; moto, when one is modified, only that of a target
# group whose own protocol is HTTP or HTTPS.

modify_target_group = Backend.modify_target_group


def modify_with_matcher(self, arn, *args, **kwargs):
    group = modify_target_group(self, arn, *args, **kwargs)
    http_codes = kwargs.get("http_codes") or (args[7] if len(args) > 7 else None)
    if http_codes and group.health_check_protocol in ("HTTP", "HTTPS"):
        group.matcher = {"HttpCode": http_codes}
    return group


Backend.modify_target_group = modify_with_matcher


# --- Policies of a classic load balancer's backend servers. They are of an instance port that a listener forwards to; moto
# knows only the ports that the load balancer was created with, and takes a policy for any other without keeping it.

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


# --- Description of a security group's rule. AWS keeps that of each; moto only that of a rule for a block of addresses.

SecurityGroupRule.description = property(
    lambda self: self.ip_range.get("Description") or self.source_group.get("Description")
)


# --- A network ACL's last entries. AWS puts one into each, and in each direction, that denies all; moto only into the default.

create_network_acl = EC2Backend.create_network_acl
LAST = {"rule_number": 32767, "rule_action": "deny", "protocol": "-1", "cidr_block": "0.0.0.0/0"}
NEITHER = dict.fromkeys(("icmp_code", "icmp_type", "port_range_from", "port_range_to", "ipv6_cidr_block"))


def create_network_acl_that_denies(self, vpc_id, tags=None, default=False):
    acl = create_network_acl(self, vpc_id, tags=tags, default=default)
    for egress in () if default else (True, False):
        self.create_network_acl_entry(acl.id, egress=egress, **LAST, **NEITHER)
    return acl


EC2Backend.create_network_acl = create_network_acl_that_denies


# --- State of a route. AWS says "blackhole" where what it leads to is gone, detached, or not accepted; moto "active" of each.


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


# --- Tunnels of a VPN connection. AWS says of each whether it is up; moto says nothing of them.

TUNNEL_ADDRESSES = ("203.0.113.17", "203.0.113.18")
TUNNEL_MESSAGES = {"UP": "1 BGP ROUTES", "DOWN": "IPSEC IS DOWN"}


def tunnels(connection):
    statuses = TOLD["tunnels"].get(connection.id, ["UP", "UP"])
    return [
        {"OutsideIpAddress": address, "Status": status, "StatusMessage": TUNNEL_MESSAGES[status]}
        for address, status in zip(TUNNEL_ADDRESSES, statuses)
    ]


VPNConnection.vgw_telemetry = property(tunnels)


# --- Filters. AWS takes the gateway of a VPN connection, whichever kind it has, and the id of a peering connection; moto fails
# where a connection has a gateway of the other kind, and lists each peering connection.

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


# --- A transit gateway. AWS says which route table an attachment is associated with; moto says the default one of each. AWS lists
# the attachments of each route of a table, and says "blackhole" once they are gone; moto lists none, and fails at a limit.

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


# --- An instance's root volume. AWS takes from the image what a request leaves out; moto refuses a volume without a size.

AMAZON_LINUX_GIB = 8

validate_block_device_mapping = InstanceResponse._validate_block_device_mapping


def validate_with_size_of_image(mapping):
    ebs = mapping.get("Ebs", {})
    if ebs and not ebs.get("SnapshotId"):
        ebs.setdefault("VolumeSize", AMAZON_LINUX_GIB)
    validate_block_device_mapping(mapping)


InstanceResponse._validate_block_device_mapping = staticmethod(validate_with_size_of_image)


# --- Speed. moto looks through its folders and its classes at each request; they stay as they are.

MODULES = list(backends.list_of_moto_modules())

backends.list_of_moto_modules = lambda: MODULES
responses.method_names_from_class = functools.cache(responses.method_names_from_class)


# --- The server.


class QuietRequestHandler(WSGIRequestHandler):
    def log_request(self, *args):
        pass


# moto's tables aren't safe to change in one thread while another reads them.
one_request = threading.Lock()


def one_at_a_time(app):
    def answer(environ, start_response):
        with one_request:
            return list(app(environ, start_response))

    return answer


def main():
    app = one_at_a_time(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietRequestHandler)
    # moto puts its own address into some answers.
    os.environ["MOTO_PORT"] = str(server.port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.port, flush=True)
    for line in sys.stdin:
        TOLD.update(json.loads(line))
        print("told", flush=True)


main()
