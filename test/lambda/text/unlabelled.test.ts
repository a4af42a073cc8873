import { describe, expect, test } from '@jest/globals';
import { unlabelled } from '../../../lambda/text/unlabelled.ts';

describe('a colon in a value', () => {
  test.each([
    ['Account: 123456789012', 'Account[:] 123456789012'],
    ['x Account:123456789012', 'x Account[:]123456789012'],
    ['Who :', 'Who [:]'],
    ['Konto\ua789 1', 'Konto[:] 1'],
    ['x Machine:1 Account:2 prod', 'x Machine[:]1 Account[:]2 prod'],
  ])('that could end a label is marked: %j', (value, expected) => {
    expect(unlabelled(value)).toBe(expected);
  });

  test.each([
    'arn:aws:ssm:eu-west-1:123456789012:document/Team-Shell:12',
    'AWS-StartPortForwardingSession:1',
    'AWS-StartPortForwardingSession:$DEFAULT',
    'Büro-Session:$LATEST',
    '2001:db8:85a3::8a2e:370:7334',
    'system:serviceaccount:ops:debugger',
  ])('of an ARN, an address or a version stays: %s', (value) => {
    expect(unlabelled(value)).toBe(value);
  });
});
