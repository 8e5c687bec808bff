import { buildPackage } from "../../build";
import { prepareTerraform } from "../../terraform/support/prepare";
import { requireTools } from "../../tools";
import { Namespaces } from "./namespaces";

/** Finds or fetches what real Terraform, and the article's network behind it, take. */
export default async function setup(): Promise<void> {
  // Debian has servers, and what makes networks, where only root looks.
  process.env.PATH = `${process.env.PATH ?? ""}:/usr/sbin:/sbin`;
  // What is missing is said in one line.
  Error.stackTraceLimit = 0;
  await requireTools(
    "curl",
    "haproxy",
    "ip",
    "iptables",
    "nc",
    "nginx",
    "nsenter",
    "openssl",
    "ssh",
    "sshd",
    "sysctl",
    "unshare",
  );
  await (await Namespaces.start()).stop();
  await prepareTerraform();
  Error.stackTraceLimit = 10;
  buildPackage();
}
