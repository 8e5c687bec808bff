"""moto's server on a free loopback port, that answers as AWS does where moto 5.2.1 does not.

Prints the port on a line of its own, serves until its standard input is closed, and so ends with the test that started
it, however that ends.
"""

import contextvars
import ipaddress
import os
import sys
import threading

from moto.core.responses import ActionResult
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.instances import InstanceResponse
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
    state = ["healthy"] if registered else ["unused", "Target.NotRegistered", "Target is not registered"]
    health = models.FakeHealthStatus(target["Id"], target["Port"], self.health_check_port, *state)
    health.description_of_target = {name: target[name] for name in ("Id", "Port", "AvailabilityZone") if target.get(name)}
    return health


TargetGroup.register = register
TargetGroup.deregister = deregister
TargetGroup.health_for = health_for
models.FakeHealthStatus.target = property(lambda self: self.description_of_target)


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


# --- An instance's root volume. AWS takes from the image what a request leaves out; moto refuses a volume without a size.

AMAZON_LINUX_GIB = 8

validate_block_device_mapping = InstanceResponse._validate_block_device_mapping


def validate_with_size_of_image(mapping):
    ebs = mapping.get("Ebs", {})
    if ebs and not ebs.get("SnapshotId"):
        ebs.setdefault("VolumeSize", AMAZON_LINUX_GIB)
    validate_block_device_mapping(mapping)


InstanceResponse._validate_block_device_mapping = staticmethod(validate_with_size_of_image)


# --- The server.


class QuietRequestHandler(WSGIRequestHandler):
    def log_request(self, *args):
        pass


def main():
    app = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietRequestHandler)
    # moto puts its own address into some answers.
    os.environ["MOTO_PORT"] = str(server.port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.port, flush=True)
    sys.stdin.read()


main()
