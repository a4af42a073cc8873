import { containsCidr } from 'cidr-tools';

/** Whether an address, IPv4 or IPv6, is in one of the CIDR blocks. What cannot be compared is not. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  try {
    return containsCidr([...networks], address);
  } catch {
    return false;
  }
}
