import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isIpv4, isIpv6 } from '../../../lambda/text/ip-address.ts';

/** Text that is nearly an address: its parts in any number and order. */
const nearlyAnAddress = fc
  .array(fc.constantFrom('::', ':', '.', '0', 'db8', 'FFFF', '10', '255', '256', '01', '12345', 'g', '%1'), {
    minLength: 1,
    maxLength: 17,
  })
  .map((parts) => parts.join(''));

describe('an address', () => {
  test.each([
    '::',
    '::1',
    '2001:db8::8:800:200c:417a',
    '1:2:3:4:5:6:7:8',
    '1::',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:7::',
  ])('of version 6 is recognised: %s', (text) => {
    expect(isIpv6(text)).toBe(true);
  });

  test.each([
    '',
    ':',
    ':::',
    '1:2:3:4:5:6:7:8::',
    '1::2::3',
    '192.0.2.1::',
    '1:2:3:4:5:6:7:192.0.2.1',
    'fe80::1%eth0',
    '::g',
  ])('of version 6 is not seen in "%s"', (text) => {
    expect(isIpv6(text)).toBe(false);
  });

  test('is one of IPv4 where Node says so', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), nearlyAnAddress), (text) => {
        expect(isIpv4(text)).toBe(isIPv4(text));
      }),
    );
  });

  test('is one of IPv6 where Node says so, zones apart', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV6(), nearlyAnAddress), (text) => {
        fc.pre(!text.includes('%'));
        expect(isIpv6(text)).toBe(isIPv6(text));
      }),
      { numRuns: 500 },
    );
  });
});
