export * from "./port-forward-nlb";
export * from "./port-forward-nlb-props";
export * from "./port-forward";
export * from "./forward-defaults";
export * from "./port-forwards";
export * from "./proxy-protocol-elb";
export * from "./echo-server-instance";
export * from "./basic-aws-provider";
