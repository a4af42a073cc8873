import { isAwsInternal } from '../domain/aws-internal.ts';
import type { Origin } from '../domain/session-event.ts';
import { isIpv4, isIpv6 } from '../text/ip-address.ts';

/**
 * Reads `sourceIPAddress`, which holds an IPv4 or IPv6 address, two of them, the name of an AWS service, `AWS
 * Internal`, or anything else.
 *
 * @param fromConsoleBackend whether the backend of the AWS console made the call
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function toOrigin(sourceIPAddress: string | undefined, fromConsoleBackend = false): Origin {
  if (sourceIPAddress === undefined) return { kind: 'unknown' };
  if (isAwsInternal(sourceIPAddress)) return { kind: 'aws-internal' };
  // One for the caller and one for each proxy; thousands are an attack.
  const addresses = sourceIPAddress
    .slice(0, 500)
    .split(',')
    .map((address) => address.trim());
  if (addresses.every(isAddress))
    return { kind: fromConsoleBackend ? 'aws-console' : 'addresses', addresses };
  if (/^[\w-]+(\.[\w-]+)*\.amazonaws\.com(\.cn)?$/.test(sourceIPAddress))
    return { kind: 'service', name: sourceIPAddress };
  return { kind: 'unreadable', raw: sourceIPAddress };
}

function isAddress(text: string): boolean {
  return text.includes(':') ? isIpv6(text) : isIpv4(text);
}
