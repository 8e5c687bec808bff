export * from "./port-forward-nlb";
export * from "./port-forward";
