const TLS_1_3 = "ELBSecurityPolicy-TLS13";

/**
 * Security policies of TLS listeners, as of November 2026. AWS adds new ones from time to time.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
 */
export const SSL_POLICIES: readonly string[] = [
  ...["1-0", "1-1", "1-2", "1-2-Ext1", "1-2-Ext2", "1-2-Res", "1-3"].map((rest) => `${TLS_1_3}-${rest}-2021-06`),
  ...["1-0", "1-2", "1-2-Ext1", "1-2-Ext2", "1-2-Res", "1-3"].map((rest) => `${TLS_1_3}-${rest}-PQ-2025-09`),
  ...["1-0", "1-1", "1-2", "1-2-Ext0", "1-2-Ext1", "1-2-Ext2", "1-2-Res", "1-3"].map(
    (rest) => `${TLS_1_3}-${rest}-FIPS-2023-04`,
  ),
  ...["1-0", "1-2", "1-2-Ext0", "1-2-Ext1", "1-2-Ext2", "1-2-Res", "1-3"].map(
    (rest) => `${TLS_1_3}-${rest}-FIPS-PQ-2025-09`,
  ),
  ...["1-2", "1-2-Ext0", "1-3"].map((rest) => `${TLS_1_3}-${rest}-RFC9151-FIPS-2023-07`),
  ...[1, 2, 3, 4].map((interop) => `${TLS_1_3}-1-2-RFC9151-INTEROP${interop}-FIPS-2023-07`),
  "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
  "ELBSecurityPolicy-TLS-1-2-2017-01",
  "ELBSecurityPolicy-TLS-1-1-2017-01",
  "ELBSecurityPolicy-TLS-1-0-2015-04",
  "ELBSecurityPolicy-FS-1-2-Res-2020-10",
  "ELBSecurityPolicy-FS-1-2-Res-2019-08",
  "ELBSecurityPolicy-FS-1-2-2019-08",
  "ELBSecurityPolicy-FS-1-1-2019-08",
  "ELBSecurityPolicy-FS-2018-06",
  "ELBSecurityPolicy-2016-08",
  "ELBSecurityPolicy-2015-05",
];
