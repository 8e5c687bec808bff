import { embeddedMetrics } from "../../host-targets/metrics";

test("returns a document in the embedded metric format", () => {
  jest.spyOn(Date, "now").mockReturnValueOnce(1_795_824_000_000);
  const counts = { unresolvedNames: 1, registeredTargets: 2, deregisteredTargets: 3 };
  const unresolved = [{ name: "db.internal", reason: "NXDOMAIN" }];
  expect(embeddedMetrics("net/example-nlb/50dc6c495c0c9188", counts, unresolved)).toMatchInlineSnapshot(`
    {
      "DeregisteredTargets": 3,
      "LoadBalancer": "net/example-nlb/50dc6c495c0c9188",
      "RegisteredTargets": 2,
      "UnresolvedNames": 1,
      "_aws": {
        "CloudWatchMetrics": [
          {
            "Dimensions": [
              [
                "LoadBalancer",
              ],
            ],
            "Metrics": [
              {
                "Name": "UnresolvedNames",
                "Unit": "Count",
              },
              {
                "Name": "RegisteredTargets",
                "Unit": "Count",
              },
              {
                "Name": "DeregisteredTargets",
                "Unit": "Count",
              },
            ],
            "Namespace": "PortForwardNlb",
          },
        ],
        "Timestamp": 1795824000000,
      },
      "unresolved": [
        {
          "name": "db.internal",
          "reason": "NXDOMAIN",
        },
      ],
    }
  `);
});
