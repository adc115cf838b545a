import { isIPv4, isIPv6 } from 'node:net';

const PRIVATE_V4 =
  /^(0|10|127)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;
const PRIVATE_V6 = /^(::1?$|f[cd]|fe[89ab])/i;
/** RFC 6761, 6762, 8375, and what routers and companies call their own. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|lan|home|internal|intranet|home\.arpa)$/i;

/** Whether nobody outside this network can reach the host, as far as its name tells. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIPv4(host)) return PRIVATE_V4.test(host);
  if (isIPv6(host)) return PRIVATE_V6.test(host);
  return PRIVATE_NAMES.test(host) || !host.includes('.');
}
