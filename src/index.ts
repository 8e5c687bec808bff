export * from "./port-forward-nlb";
export * from "./port-forward";
export * from "./proxy-protocol-elb";
export * from "./echo-server-instance";
