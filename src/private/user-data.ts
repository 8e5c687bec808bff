import { valueText } from "./texts";

/**
 * Returns the user data, which installs Node.js, unpacks the echo server and runs it as a service at first boot.
 *
 * @param program the echo server, compressed with gzip
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html
 */
export function userData(serverPort: number, program: Buffer): string {
  const encoded = program.toString("base64").replace(/.{76}/g, "$&\n");
  return `#!/bin/bash
set -euo pipefail

dnf install --assumeyes nodejs24

mkdir --parents /opt/echo-server
base64 --decode <<'END' | gunzip >/opt/echo-server/echo-server.js
${encoded}
END

cat >/etc/systemd/system/echo-server.service <<'END'
[Unit]
Description=TCP echo server that shows the address of each client
Wants=network-online.target
After=network-online.target

[Service]
WorkingDirectory=/opt/echo-server
ExecStart=/usr/bin/env node echo-server.js ${valueText(serverPort)}
Restart=always
DynamicUser=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE
LimitNOFILE=65536
NoNewPrivileges=yes
PrivateDevices=yes
ProtectHome=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX

[Install]
WantedBy=multi-user.target
END

systemctl daemon-reload
systemctl enable --now echo-server.service
`;
}
