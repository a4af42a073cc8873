import { describe, expect, test } from '@jest/globals';
import { parse } from '../../../lambda/parse/parse.ts';
import { fixture, variant } from '../../support/fixtures.ts';
import { messageOf } from '../../support/message-of.ts';

const TARGET = 'i-0a1b2c3d4e5f60718';
const SESSION = 'freja-abcdefghjk23456789mnpqrstv';

/** A start that says the same as the sample, in the spelling of some copy. */
const copy = (fields: object) =>
  variant('start-iam-user', {
    requestParameters: { target: TARGET, reason: 'disk full' },
    responseElements: { sessionId: SESSION },
    ...fields,
  });

describe('a request is read', () => {
  test.each<[string, object]>([
    ['from JSON text', { requestParameters: JSON.stringify({ target: TARGET, reason: 'disk full' }) }],
    [
      'from JSON text of JSON text',
      { requestParameters: JSON.stringify(JSON.stringify({ target: TARGET })) },
    ],
    ['from a map as Java prints it', { requestParameters: `{reason=disk full, target=${TARGET}}` }],
    ['with the keys of the API', { requestParameters: { Target: TARGET, Reason: 'disk full' } }],
    ['with keys in lower case', { requestParameters: undefined, requestparameters: { target: TARGET } }],
    ['with underscores', { requestParameters: undefined, request_parameters: `{"target":"${TARGET}"}` }],
    ['from dotted keys', { requestParameters: undefined, 'requestParameters.target': TARGET }],
  ])('%s', (_, fields) => {
    const event = parse(copy(fields));

    expect(event.target?.value.id).toBe(TARGET);
    expect(event.unreadable).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['JSON text', '{"portNumber":["5432"],"host":["ledger"]}'],
    ['a map as Java prints it', '{portNumber=[5432], host=[ledger]}'],
  ])('with parameters in %s', (_, parameters) => {
    const documentName = 'AWS-StartPortForwardingSessionToRemoteHost';
    const event = parse(
      copy({ requestParameters: { Target: TARGET, DocumentName: documentName, parameters } }),
    );

    expect(event.document?.value).toMatchObject({
      kind: 'remote-port-forwarding',
      host: 'ledger',
      port: '5432',
    });
  });

  test('by the exact key, where another spelling says something else', () => {
    const event = parse(copy({ requestParameters: { Target: 'i-0000000000000000f', target: TARGET } }));

    expect(event.target?.value.id).toBe(TARGET);
  });

  test('but no key of a printed map that its values may have forged', () => {
    const event = parse(
      copy({ requestParameters: `{reason=x, target=i-0000000000000000f, target=${TARGET}}` }),
    );

    expect(event.target).toBeUndefined();
  });
});

describe('a value is nothing', () => {
  test.each(['null', 'NULL', 'None', '', ' ', '-'])('where it is the text "%s"', (nothing) => {
    const event = parse(
      copy({ errorCode: nothing, errorMessage: nothing, userAgent: nothing, sourceIPAddress: nothing }),
    );

    expect(event.outcome).toEqual({ kind: 'succeeded' });
    expect(event.agent).toBeUndefined();
    expect(event.origin.kind).toBe('unknown');
  });

  test('but what a person typed as the reason is kept', () => {
    expect(parse(copy({ requestParameters: { target: TARGET, reason: 'none' } })).reason).toBe('none');
  });

  test('and a request of "null" is one that CloudTrail dropped', () => {
    const event = parse(copy({ requestParameters: 'null', errorCode: 'AccessDenied' }));

    expect(event.unreadable).toBeUndefined();
  });
});

describe('what is there and cannot be read', () => {
  test.each<[string, object]>([
    ['a request that was masked', { requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }],
    ['a request that was cut off', { requestParameters: `{"target":"${TARGET}","rea` }],
    ['a target that is a list', { requestParameters: { target: [TARGET] } }],
    ['a target that is a number', { requestParameters: { target: 7 } }],
  ])('is not said to be missing: %s', (_, fields) => {
    const { subject, bodies } = messageOf(copy({ ...fields, responseElements: null }));

    expect(subject).toContain('machine could not be read');
    expect(bodies.email).toContain('Machine: could not be read');
    expect(bodies.email).not.toContain('not named');
  });

  test('a response that was cut off may have named a session', () => {
    const { bodies } = messageOf(copy({ responseElements: `{"sessionId":"${SESSION}` }));

    expect(bodies.email).toContain('The session in the event could not be read.');
    expect(bodies.email).not.toContain('No session id was returned');
  });

  test('and parameters that are masked are said to be', () => {
    const { bodies } = messageOf(
      copy({
        requestParameters: {
          target: TARGET,
          documentName: 'AWS-StartPortForwardingSession',
          parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        },
      }),
    );

    expect(bodies.email).toContain('(masked by CloudTrail)');
  });
});

describe('accounts and times', () => {
  test.each<[unknown, string | undefined]>([
    [12345678901, '012345678901'],
    ['12345678901', '012345678901'],
    ['123456789012', '123456789012'],
    ['null', undefined],
    [7, undefined],
  ])('account %j is %s', (accountId, expected) => {
    const envelope = { ...fixture('start-iam-user'), account: undefined };
    const event = parse({ ...envelope, detail: { ...envelope.detail, recipientAccountId: accountId } });

    expect(event.account).toBe(expected);
  });

  test.each([
    1777885207,
    '1777885207',
    1777885207123,
    '1777885207.000',
    '1777885207000000000',
    '2026-05-04 09:00:07.000 UTC',
    '2026-05-04T11:00:07+02:00',
  ])('%s is 2026-05-04T09:00:07Z', (eventTime) => {
    expect(parse(copy({ eventTime })).time).toBe('2026-05-04T09:00:07Z');
  });
});

describe('an identity without a type is read by its ARN', () => {
  test.each([
    [
      'arn:aws:sts::123456789012:assumed-role/Admin/alice',
      { kind: 'role-session', name: 'alice', role: 'Admin' },
    ],
    ['arn:aws:iam::123456789012:user/ops/alice', { kind: 'iam-user', name: 'alice' }],
    ['arn:aws:iam::123456789012:root', { kind: 'root' }],
    ['arn:aws:sts::123456789012:federated-user/alice', { kind: 'federated-user', name: 'alice' }],
  ])('%s', (arn, expected) => {
    expect(parse(copy({ userIdentity: { arn } })).actor).toMatchObject({ ...expected, typeInferred: true });
  });

  test('and the alert says that the event gives no type', () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/Admin/alice';
    const { subject, bodies } = messageOf(copy({ userIdentity: { arn } }));

    expect(bodies.email).toContain(' does not give the type of the identity)');
    expect(subject).not.toContain('(high)');
  });

  test('also where the identity is a map as Athena prints it', () => {
    const userIdentity =
      '{type=AssumedRole, principalid=AROAEXAMPLE:alice, arn=arn:aws:sts::123456789012:assumed-role/Admin/alice, accountid=123456789012, username=null, sessioncontext={attributes={mfaauthenticated=true, creationdate=2026-05-04T08:00:00Z}, sessionissuer={type=Role, username=Admin, arn=arn:aws:iam::123456789012:role/Admin}}}';

    expect(parse(copy({ userIdentity })).actor).toMatchObject({
      kind: 'role-session',
      name: 'alice',
      role: 'Admin',
      mfa: true,
    });
  });

  test('and what names nobody stays unknown', () => {
    expect(parse(copy({ userIdentity: { arn: 'arn:aws:s3:::constructor' } })).actor.kind).toBe('unknown');
  });
});

test('a detail that is JSON text is read', () => {
  const { detail, ...envelope } = fixture('start-iam-user');

  expect(parse({ ...envelope, detail: JSON.stringify(detail) })).toEqual(parse({ ...envelope, detail }));
});

test('an address inside AWS may bear a number', () => {
  const { bodies } = messageOf(copy({ sourceIPAddress: 'AWS Internal/3', userAgent: 'AWS Internal/3' }));

  expect(bodies.email).toMatch(/^From: inside AWS$/m);
});

test('ten thousand dotted keys take no time', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => [`requestParameters.${index}`, 'x']);
  const started = performance.now();
  parse(copy(Object.fromEntries(keys)));

  expect(performance.now() - started).toBeLessThan(500);
});

test('long text that only begins like an object takes no time', () => {
  const started = performance.now();
  for (const text of [
    '{'.repeat(240_000),
    '{a=b, '.repeat(40_000),
    `"${' '.repeat(240_000)}x`,
    ' '.repeat(240_000),
  ]) {
    parse(copy({ requestParameters: text, responseElements: text, userIdentity: text, errorCode: text }));
  }

  expect(performance.now() - started).toBeLessThan(500);
});
