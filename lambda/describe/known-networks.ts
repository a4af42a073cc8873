import { containsCidr } from 'cidr-tools';

/** Whether an address, IPv4 or IPv6, is in one of the networks. What cannot be compared is not. */
export function isKnownNetwork(address: string, networks: readonly string[]): boolean {
  // The bundler knows KNOWN_NETWORKS, and leaves the comparison out where no networks are set.
  return process.env.KNOWN_NETWORKS !== 'off' && contains(networks, address);
}

function contains(networks: readonly string[], address: string): boolean {
  try {
    return containsCidr([...networks], address);
  } catch {
    return false;
  }
}
