import { describe, expect, test } from '@jest/globals';
import { matchesRule, type RulePattern } from '../../../infra/event-pattern/matcher.ts';

/** The event that the documentation of EventBridge and of its rule engine matches its patterns against. */
const EVENT = {
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '012345679012',
  time: '2017-10-02T16:24:49Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000'],
  detail: {
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    'instance-id': 'i-000000aaaaaa00000',
    state: 'running',
    UserID: null,
    LastName: '',
    FileName: 'dir/images/cat.PNG',
    limits: { soft: 1 },
  },
};

const detail = (fields: object) => ({ detail: fields }) as RulePattern;

describe('what the documentation says that a pattern matches', () => {
  test.each<[string, RulePattern]>([
    ['an exact value', { source: ['aws.ec2'] }],
    ['one of several values', detail({ state: ['initializing', 'running'] })],
    ['a member of a list in the event', { resources: [EVENT.resources[0] ?? '', 'another'] }],
    ['fields on several levels, all of them', { source: ['aws.ec2'], ...detail({ state: ['running'] }) }],
    ['null', detail({ UserID: [null] })],
    ['empty text', detail({ LastName: [''] })],
    ['a number', detail({ 'c-count': [5] })],
    ['prefix', { time: [{ prefix: '2017-10-02' }] }],
    ['prefix, ignoring case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }],
    ['suffix', { source: [{ suffix: 'ec2' }] }],
    ['suffix, ignoring case', detail({ FileName: [{ suffix: { 'equals-ignore-case': '.png' } }] })],
    ['equals-ignore-case', { source: [{ 'equals-ignore-case': 'AWS.EC2' }] }],
    ['wildcard', detail({ FileName: [{ wildcard: 'dir/*.PNG' }] })],
    ['several wildcards', detail({ FileName: [{ wildcard: '*/images/*' }] })],
    ['a wildcard that stands for nothing', detail({ state: [{ wildcard: 'run*ning' }] })],
    ['anything-but', detail({ state: [{ 'anything-but': 'initializing' }] })],
    ['anything-but a number', detail({ 'x-limit': [{ 'anything-but': 123 }] })],
    ['anything-but a list', detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] })],
    ['anything-but a list of numbers', detail({ 'x-limit': [{ 'anything-but': [100, 200, 300] }] })],
    ['anything-but a prefix', detail({ state: [{ 'anything-but': { prefix: 'init' } }] })],
    ['anything-but a suffix', detail({ FileName: [{ 'anything-but': { suffix: '.txt' } }] })],
    ['anything-but prefixes', detail({ state: [{ 'anything-but': { prefix: ['init', 'error'] } }] })],
    [
      'anything-but, ignoring case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['stopped'] } }] }),
    ],
    ['anything-but a wildcard', detail({ FileName: [{ 'anything-but': { wildcard: '*/lib/*' } }] })],
    ['numeric', detail({ 'c-count': [{ numeric: ['>', 0, '<=', 5] }], 'd-count': [{ numeric: ['<', 10] }] })],
    ['numeric, equal', detail({ 'x-limit': [{ numeric: ['=', 3.018e2] }] })],
    ['cidr', detail({ 'source-ip': [{ cidr: '10.0.0.0/24' }] })],
    ['exists', detail({ 'c-count': [{ exists: true }] })],
    ['exists: false', detail({ 'e-count': [{ exists: false }] })],
    ['exists: false below a field that is missing', detail({ request: { target: [{ exists: false }] } })],
    ['exists: false below a field that is null', detail({ UserID: { name: [{ exists: false }] } })],
    [
      'exists: false in the place of an object, for only a leaf exists',
      detail({ limits: [{ exists: false }] }),
    ],
    ['exists: false beside a value', detail({ 'e-count': [{ exists: false }, null, ''] })],
    ['$or', { $or: [{ source: ['aws.s3'] }, { region: ['us-east-1'] }] }],
    [
      '$or beside and below other fields',
      {
        source: ['aws.ec2'],
        detail: { state: ['running'], $or: [{ 'c-count': [0] }, { limits: { soft: [1] } }] },
      },
    ],
    [
      '$or with an and inside',
      { $or: [{ source: ['aws.s3'] }, { source: ['aws.ec2'], region: ['us-east-1'] }] },
    ],
  ])('%s: %j', (_, pattern) => {
    expect(matchesRule(pattern, EVENT)).toBe(true);
  });
});

describe('what a pattern does not match', () => {
  test.each<[string, RulePattern]>([
    ['another value', { source: ['aws.s3'] }],
    ['one of two fields', { source: ['aws.ec2'], ...detail({ state: ['stopped'] }) }],
    ['a value in another case', { source: ['AWS.EC2'] }],
    ['a number written as text', detail({ 'c-count': ['5'] })],
    ['null where the field is missing', detail({ 'e-count': [null] })],
    ['null where the field is empty', detail({ LastName: [null] })],
    ['empty text where the field is null', detail({ UserID: [''] })],
    ['a prefix in the middle', { source: [{ prefix: 'ec2' }] }],
    ['a prefix of a number', detail({ 'c-count': [{ prefix: '5' }] })],
    ['a wildcard of a part', detail({ state: [{ wildcard: 'r*n' }] })],
    ['a dot for any character', { source: [{ wildcard: 'aws*e.2' }] }],
    ['anything-but where the field is missing', detail({ 'e-count': [{ 'anything-but': 'x' }] })],
    ['anything-but what is there', detail({ state: [{ 'anything-but': ['running', 'x'] }] })],
    ['anything-but a prefix that is there', detail({ state: [{ 'anything-but': { prefix: 'run' } }] })],
    ['anything-but a suffix that is there', detail({ state: [{ 'anything-but': { suffix: 'ing' } }] })],
    [
      'anything-but one of two wildcards that is there',
      detail({ state: [{ 'anything-but': { wildcard: ['x*', '*nn*'] } }] }),
    ],
    [
      'anything-but in another case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': 'RUNNING' } }] }),
    ],
    ['a number at the open end of a range', detail({ 'c-count': [{ numeric: ['>', 5] }] })],
    ['an address in another network', detail({ 'source-ip': [{ cidr: '10.0.1.0/24' }] })],
    ['text that is no address', detail({ state: [{ cidr: '0.0.0.0/0' }] })],
    ['exists where only a deeper field does', detail({ limits: [{ exists: true }] })],
    ['exists: false where the field is null', detail({ UserID: [{ exists: false }] })],
    ['exists: false where the field is empty', detail({ LastName: [{ exists: false }] })],
    ['no alternative', { $or: [{ source: ['aws.s3'] }, { region: ['eu-west-1'] }] }],
  ])('%s: %j', (_, pattern) => {
    expect(matchesRule(pattern, EVENT)).toBe(false);
  });

  test('fields of different members of a list, which do not add up', () => {
    const event = {
      employees: [
        { first: 'Anna', last: 'Smith' },
        { first: 'Peter', last: 'Jones' },
      ],
    };

    expect(matchesRule({ employees: { first: ['Anna'] } }, event)).toBe(true);
    expect(matchesRule({ employees: { first: ['Anna'], last: ['Jones'] } }, event)).toBe(false);
  });
});

describe('a wildcard', () => {
  test.each([
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['CORP\\\\*', 'CORP\\freja', true],
    ['*.example', 'www.example', true],
    ['*.example', 'www-example', false],
    ['a*', 'a\nb', true],
  ])('%s on %j: %s', (wildcard, value, expected) => {
    expect(matchesRule({ value: [{ wildcard }] }, { value })).toBe(expected);
  });
});

test.each<[string, Record<string, unknown>]>([
  ['an operator that there is not', { contains: 'x' }],
  ['two operators in one', { prefix: 'a', suffix: 'b' }],
  ['two wildcards in a row', { wildcard: 'a**' }],
  ['an escape of another character', { wildcard: 'a\\b' }],
  ['anything-but an operator that it does not take', { 'anything-but': { numeric: ['>', 1] } }],
  ['a comparison that there is not', { numeric: ['~', 1] }],
])('%s is an error, not a silent mismatch: %j', (_, matcher) => {
  expect(() => matchesRule({ value: [matcher] }, { value: matcher.numeric ? 1 : 'x' })).toThrow(TypeError);
});
