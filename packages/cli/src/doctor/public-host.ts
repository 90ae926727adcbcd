import { BlockList, isIP } from 'node:net';

/** Addresses that lead nowhere from outside (RFC 1918, 4193, 6890). */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Whether a host name, as it is in a URL, may be one of the public internet. Names are not looked up. */
export function isPublicHost(hostname: string): boolean {
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(address);
  if (version !== 0) return !PRIVATE.check(address, version === 4 ? 'ipv4' : 'ipv6');
  return address.includes('.') && !/\.(?:localhost|local|internal|lan|home\.arpa)\.?$/.test(address);
}
