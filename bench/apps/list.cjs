/** The most listeners that a Network Load Balancer can have. */
const LISTENERS = 50;

/** Returns load balancers with this many forwards in total, the same for every peer. */
exports.loadBalancers = function loadBalancers(forwards, listeners = LISTENERS) {
  return Array.from({ length: Math.ceil(forwards / listeners) }, (_, number) => ({
    name: `bench-${number}`,
    vpcId: "vpc-0a1b2c3d4e5f67890",
    subnetId: "subnet-0a1b2c3d4e5f67890",
    address: `172.31.${128 + Math.floor(number / 200)}.${10 + (number % 200)}`,
    forwards: Array.from({ length: Math.min(listeners, forwards - number * listeners) }, (_, index) => ({
      listenerPort: 10_000 + index,
      targetIp: `172.31.${140 + Math.floor(number / 200)}.${10 + (number % 200)}`,
      targetPort: 8_000 + index,
    })),
  }));
};
