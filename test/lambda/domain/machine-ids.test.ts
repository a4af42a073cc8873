import { describe, expect, test } from '@jest/globals';
import { machineIdsIn, readsAsMachineId } from '../../../lambda/domain/machine-ids.ts';

describe('a name', () => {
  test.each([
    'i-0ffffffffffffffff',
    'mi-0ffffffffffffffff',
    'I-0FFFFFFFFFFFFFFFF',
    'i-1a2b3c4d',
    'i-0abc',
    ' (i-0abc)',
    'web i-0ffffffffffffffff',
    'l-0ffffffffffffffff',
    'i - 0ffffffffffffffff',
    '\uff49\uff0d\uff10ffffffffffffffff',
    '\u0456-0ffffffffffffffff',
    'i\u2011\u2060\u0430bcdef01234567890',
    'i-0ff\u200bffffffffffffff',
    '\u{1d4f2}-0ffffffffffffffff',
    'i_0ffffffffffffffff',
    'i 0ffffffffffffffff',
    'web i\u00b70ffffffffffffffff',
    'i\u25000ffffffffffffffff',
    'i\u20431a2b3c4d',
    'i-0f..ffff',
    'i-0fff\u2026fff',
    'i-llllllllllllllll0',
  ])('that could be taken for the id of a machine is found: %j', (name) => {
    expect(readsAsMachineId(name)).toBe(true);
  });

  test.each([
    'web-prod-1',
    'ledger-db',
    'wifi-12345678',
    'i-robot',
    'B\u00fcro-1',
    'api-deadbeef01',
    'build 20260504090007',
    'i-to-..-be',
    'mi casa',
    '',
  ])('that could not is a name: %j', (name) => {
    expect(readsAsMachineId(name)).toBe(false);
  });
});

describe('an error message', () => {
  test('names each machine once', () => {
    expect(machineIdsIn('i-1a2b3c4d and i-1a2b3c4d, mi-0f1e2d3c4b5a69701')).toEqual([
      'i-1a2b3c4d',
      'mi-0f1e2d3c4b5a69701',
    ]);
  });

  test('names none by the ARN of the caller', () => {
    expect(machineIdsIn('User: arn:aws:sts::1:assumed-role/Fleet/i-0f1e2d3c4b5a69701 may not')).toEqual([]);
  });
});
