/** Returns an address with a port, as in a URL: `10.0.0.10:80`, `[2001:db8::10]:80`. */
export function socketText(ip: string, port: number | string): string {
  return `${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
}
