import { describe, expect, test } from '@jest/globals';
import { judge } from '../../../lambda/describe/judge.ts';
import type { SessionEvent } from '../../../lambda/domain/session-event.ts';
import { worstSeverity } from '../../../lambda/domain/severity.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { MAIL } from '../../../lambda/render/readers.ts';
import { write } from '../../../lambda/render/write.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lambda/settings.ts';
import { type Envelope, fixture, variant } from '../../support/fixtures.ts';

const warnings = (envelope: Envelope, settings: Partial<Settings> = {}) =>
  judge(parse(envelope), { ...DEFAULT_SETTINGS, ...settings });
const codes = (...args: Parameters<typeof warnings>) => warnings(...args).map(({ code }) => code);
const at = (eventTime: string) => variant('start-iam-user', { eventTime });
const from = (sourceIPAddress: string) => variant('start-iam-user', { sourceIPAddress });
const withMfa = (type: string, mfaAuthenticated?: string) =>
  variant('start-iam-user', {
    userIdentity: {
      type,
      userName: 'freja',
      arn: 'arn:aws:sts::1:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/freja',
      sessionContext: { attributes: { mfaAuthenticated } },
    },
  });

describe('what may be worth a look', () => {
  test.each([
    ['start-iam-user', 'info', []],
    ['start-denied-quoted-arn', 'notice', ['denied']],
    ['start-failed-target-not-connected', 'info', ['failed']],
    ['start-root', 'high', ['root']],
    ['terminate-someone-elses-session', 'notice', ['another-actors-session']],
    ['start-ssh-to-managed-node', 'notice', ['output-not-logged']],
    ['start-interactive-command-in-ecs-container', 'notice', ['command-session']],
    ['start-document-arn-other-account', 'high', ['another-account-document']],
  ])('of %s is %s: %j', (name, severity, expected) => {
    expect(codes(fixture(name))).toEqual(expected);
    expect(worstSeverity(warnings(fixture(name)))).toBe(severity);
  });

  test('the worst comes first', () => {
    const settings = { knownNetworks: ['10.0.0.0/8'] };

    expect(codes(fixture('start-denied-quoted-arn'), settings)).toEqual(['outside-known-networks', 'denied']);
  });
});

describe('a look-up of the session that failed', () => {
  const event: SessionEvent = {
    ...parse(fixture('terminate-own-session')),
    lookedUp: { failures: [{ what: 'session', reason: 'timed out' }] },
  };

  test('is worth a notice, since what it would have shown may be worse', () => {
    const found = judge(event, DEFAULT_SETTINGS);

    expect(found).toMatchObject([{ code: 'look-up-failed', severity: 'notice' }]);
  });

  test('of a name alone is not', () => {
    const start = parse(fixture('start-iam-user'));

    const found = judge(
      { ...start, lookedUp: { failures: [{ what: 'target', reason: 'timed out' }] } },
      DEFAULT_SETTINGS,
    );

    expect(found).toEqual([]);
  });
});

describe('a machine in a session', () => {
  const withDocument = (documentName: string) => {
    const envelope = fixture('start-ec2-instance-role');
    const requestParameters = { target: 'i-0abc', documentName };
    return { ...envelope, detail: { ...envelope.detail, requestParameters } };
  };

  test.each([
    'SSM-SessionManagerRunShell',
    'AWS-StartSSHSession',
    'AWS-StartInteractiveCommand',
    'Team-Shell',
  ])('that a person may be using, with %s, is worth a notice', (documentName) => {
    expect(codes(withDocument(documentName))).toContain('machine-shell');
  });

  test.each(['AWS-StartPortForwardingSession', 'AWS-StartNonInteractiveCommand'])(
    'that automation opens, with %s, is not',
    (documentName) => {
      expect(codes(withDocument(documentName))).not.toContain('machine-shell');
    },
  );

  test.each(['start-ecs-task', 'start-lambda-function'])('of %s is worth one, too', (name) => {
    expect(codes(fixture(name))).toContain('machine-shell');
  });
});

test('a product provider in a session is worth a notice', () => {
  expect(codes(fixture('start-invoked-by-delegate'))).toEqual(['provider-session']);
});

describe('a name that AWS lets nobody have', () => {
  const named = (userName: string) =>
    variant('start-iam-user', { userIdentity: { type: 'IAMUser', userName } });

  test.each(['fr\u0435ja', '\uff46reja', 'freja\u200b', 'Ops/freja', 'freja#5f3a91'])(
    'is worth a notice: %j',
    (userName) => {
      expect(codes(named(userName))).toEqual(['altered-name']);
    },
  );

  test('is none that AWS does', () => {
    expect(codes(named('mary-ann.o_hara+ops@example.org'))).toEqual([]);
  });
});

describe('a document that nobody knows', () => {
  const custom = (parameters: object, more: object = {}) =>
    variant('start-iam-user', {
      requestParameters: { target: 'i-0abc', documentName: 'Team-Tunnel', parameters },
      ...more,
    });
  const sentence = (envelope: Envelope) => write(warnings(envelope)[0]?.sentence ?? [], MAIL);

  test('is worth a notice', () => {
    expect(warnings(custom({}))).toMatchObject([{ code: 'custom-document', severity: 'notice' }]);
  });

  test('is said to lead to the ports and hosts that its parameters name', () => {
    const said = sentence(custom({ dbPort: ['5432'], dbHost: ['ledger-db'], verbose: ['yes'] }));

    expect(said).toBe(
      'Custom session document: what it does and logs is not known here. Its parameters name "dbPort" = "5432", "dbHost" = "ledger-db".',
    );
  });

  test('is not judged where the call did not succeed', () => {
    expect(codes(custom({}, { errorCode: 'TargetNotConnected' }))).toEqual(['failed']);
  });
});

test('a document of another account is judged only where the call succeeded', () => {
  const refused = fixture('start-document-arn-other-account');

  const found = codes({ ...refused, detail: { ...refused.detail, errorCode: 'AccessDenied' } });

  expect(found).toEqual(['denied']);
});

describe('multi-factor authentication', () => {
  test.each([
    ['IAMUser', 'false', true],
    ['Root', 'false', true],
    ['FederatedUser', 'false', true],
    ['IAMUser', 'true', false],
    ['IAMUser', undefined, false],
    ['AssumedRole', 'false', false],
  ])('of %s with "%s" is worth a warning: %s', (type, mfa, expected) => {
    expect(codes(withMfa(type, mfa)).includes('no-mfa')).toBe(expected);
  });
});

describe('working hours', () => {
  const office = { days: ['Mon', 'Fri'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' } as const;
  const night = { ...office, from: '22:00', to: '06:00' };
  test.each([
    ['2026-05-04T06:00:00Z', office, true],
    ['2026-05-04T05:59:59Z', office, false],
    ['2026-05-04T15:59:59Z', office, true],
    ['2026-05-04T16:00:00Z', office, false],
    ['2026-05-05T10:00:00Z', office, false],
    ['2026-01-05T07:00:00Z', office, true],
    ['2026-05-04T20:30:00Z', night, true],
    ['2026-05-05T03:59:00Z', night, true],
    ['2026-05-05T04:00:00Z', night, false],
    ['2026-05-06T01:00:00Z', night, false],
  ])('%s in %j is expected: %s', (time, workingHours, expected) => {
    expect(codes(at(time), { workingHours }).includes('outside-working-hours')).toBe(!expected);
  });
});

describe('known networks', () => {
  const knownNetworks = ['203.0.113.0/24', '2001:db8::/32'];
  test.each([
    ['203.0.113.77', false],
    ['2001:db8:1::7', false],
    ['198.51.100.7', true],
    ['2001:db9::7', true],
    ['203.0.113.77, 198.51.100.7', true],
    ['AWS Internal', false],
    ['AWS Internal/3', false],
    ['ssm.amazonaws.com', false],
    ['junk', false],
  ])('%s is outside: %s', (address, outside) => {
    expect(codes(from(address), { knownNetworks }).includes('outside-known-networks')).toBe(outside);
  });

  test('are not asked for where AWS itself made the call', () => {
    expect(codes(from('AWS Internal/3'), { knownNetworks })).toEqual([]);
  });

  const console = (tlsDetails?: object) =>
    variant('start-iam-user', {
      sourceIPAddress: '198.51.100.7',
      userAgent: 'aws-internal/3 aws-sdk-java/1.12.750 Linux/5.10.217',
      tlsDetails,
    });

  test("are not asked for where the console's backend made the call", () => {
    expect(codes(console(), { knownNetworks })).toEqual([]);
  });

  test('are asked for where a caller from outside only says that it was the console', () => {
    expect(codes(console({ tlsVersion: 'TLSv1.3' }), { knownNetworks })).toEqual(['outside-known-networks']);
  });

  test('are not asked for where none are configured', () => {
    expect(codes(from('198.51.100.7'))).toEqual([]);
  });
});

describe('a start and an end at once', () => {
  const end = (startedAt: string, name = 'terminate-own-session') => {
    const event = parse(fixture(name));
    return judge({ ...event, lookedUp: { session: { startedAt }, failures: [] } }, DEFAULT_SETTINGS);
  };

  test('is a missing plugin and no matter of security', () => {
    expect(end('2026-03-19T07:31:50Z')).toMatchObject([{ code: 'ended-at-once', severity: 'info' }]);
  });

  test('is neither after a while nor by somebody else', () => {
    expect(end('2026-03-19T07:31:40Z')).toEqual([]);
    expect(end('2026-05-04T09:23:50Z', 'terminate-someone-elses-session').map(({ code }) => code)).toEqual([
      'another-actors-session',
    ]);
  });
});
