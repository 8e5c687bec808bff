import { sayProblem } from "./problem";
import { runEcho } from "./run-echo";

// The echo server on its own, small enough for an instance's user data: `node echo-server.js 8888`.

runEcho({
  port: Number(process.argv[2]),
  host: "0.0.0.0",
  proxyProtocol: "optional",
  strip: false,
  quietHealthChecks: false,
  json: false,
}).catch(sayProblem);
