import { expect, describe as suite, test } from '@jest/globals';
import { describe } from '../../../lambda/describe/describe.ts';
import type { Fact } from '../../../lambda/domain/notice.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { MAIL } from '../../../lambda/render/readers.ts';
import { write } from '../../../lambda/render/write.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { type Envelope, fixture, variant } from '../../support/fixtures.ts';

const notice = (envelope: Envelope) => describe(parse(envelope), DEFAULT_SETTINGS);
const headline = (envelope: Envelope) => write(notice(envelope).headline, MAIL);
const linesOf = (facts: readonly Fact[], label: string) =>
  facts
    .filter((each) => each.label === label)
    .map(({ value }) => write(value, MAIL))
    .join('\n');
const fact = (envelope: Envelope, label: string) => linesOf(notice(envelope).facts, label);
const quote = (envelope: Envelope, label: string) => linesOf(notice(envelope).quotes, label);
const factsIn = (timeZone: string, envelope: Envelope) =>
  describe(parse(envelope), { ...DEFAULT_SETTINGS, timeZone }).facts.map(
    ({ label, value }) => `${label}: ${write(value, MAIL)}`,
  );
const codes = (envelope: Envelope) => notice(envelope).warnings.map(({ code }) => code);

suite('the headline', () => {
  test.each([
    ['start-iam-user', 'freja opened a shell on i-0c3a9b7e5d1f28460 in account 210987654321.'],
    ['start-denied-document-in-message', 'mallory@example.net was denied a shell in account 444455556666.'],
    ['start-denied-quoted-arn', 'craig was denied a session on i-0d4f6b8a2c1e35790 in account 444455556666.'],
    [
      'terminate-someone-elses-session',
      "boss@example.org asked to end freja's session in account 210987654321.",
    ],
    [
      'terminate-own-session',
      'alice@example.org asked to end a session started as alice@example.org in account 210987654321.',
    ],
    ['terminate-ecs-exec-session', 'Developer/hedvig asked to end a session in account 123456789012.'],
    [
      'terminate-denied-session-in-message',
      "Support/judy was refused when trying to end kim's session in account 444455556666.",
    ],
    ['resume-own-session', 'Operations/bob resumed a session started as bob in account 123456789012.'],
    ['resume-denied', "mallory was refused when trying to resume freja's session in account 210987654321."],
    [
      'resume-failed-does-not-exist',
      'edith tried to resume a session started as edith in account 444455556666, and it failed with code DoesNotExistException.',
    ],
    [
      'decoys/athena-start-session',
      'Analytics/analyst-anna made the API call StartSession to athena.amazonaws.com, which this notifier does not recognise.',
    ],
    ['start-root-with-alias', 'root opened a shell on i-0b8efdf006ff036fe in account 111122223333.'],
  ])('of %s is "%s"', (name, words) => {
    expect(headline(fixture(name))).toBe(words);
  });

  test('does not say that a session was opened when the event names none', () => {
    const envelope = variant('start-iam-user', { responseElements: null });

    expect(headline(envelope)).toBe(
      'freja requested a shell on i-0c3a9b7e5d1f28460 in account 210987654321.',
    );
    expect(codes(envelope)).toContain('no-session-id');
    expect(notice(envelope).outcome).toBe('UNCONFIRMED');
  });
});

suite('that CloudTrail names no machine', () => {
  const failed = (errorMessage: string) =>
    variant('start-iam-user', {
      errorCode: 'TargetNotConnected',
      errorMessage,
      requestParameters: null,
      responseElements: null,
    });

  test('is said where nothing names a machine', () => {
    expect(fact(failed('Rate exceeded'), 'Machine')).toBe('not named by CloudTrail');
  });

  test.each([
    'i-0f1e2d3c4b5a69701 is not connected',
    'neither i-0f1e2d3c4b5a69701 nor i-1a2b3c4d is connected',
  ])('is not said above "%s"', (message) => {
    expect(fact(failed(message), 'Machine')).not.toContain('not named');
  });

  test('gives way to the machine that the message names', () => {
    expect(headline(failed('i-0f1e2d3c4b5a69701 is not connected.'))).toBe(
      'freja tried to open a session on i-0f1e2d3c4b5a69701 in account 210987654321, and it failed with code TargetNotConnected.',
    );
  });
});

suite('what somebody typed', () => {
  const tunnel = (parameters: object) =>
    variant('start-iam-user', {
      requestParameters: { target: 'i-0abc', documentName: 'AWS-StartPortForwardingSession', parameters },
    });

  test.each([
    ['5432', 'port forwarding to port 5432 on'],
    ['22 (approved by security)', 'port forwarding to port "22 (approved by security)" on'],
    ['123456', 'port forwarding to port "123456" on'],
    ['\u0665\u0664', 'port forwarding to port "\u0665\u0664" on'],
    ['', 'port forwarding on'],
  ])('as the port %j stands as it is only where it is one', (portNumber, words) => {
    expect(headline(tunnel({ portNumber: [portNumber] }))).toContain(words);
  });

  test('as the local port is quoted unless it is one', () => {
    expect(fact(tunnel({ localPortNumber: ['1, safe'] }), 'Document')).toContain('local port "1, safe"');
  });

  test('as the name of a parameter is quoted like its value', () => {
    const lines = quote(tunnel({ 'approved" by': ['root'] }), 'Input');

    expect(lines).toBe(`"approved' by" = "root"`);
  });

  test.each([
    '\u00ab',
    '\u00bb',
    '\u2039',
    '\u201e',
    '\u2033',
    '\u301e',
    '\u275e',
    '\uff02',
    '\u05f4',
    '\u2057',
  ])('cannot close its quotation marks with %s', (mark) => {
    const envelope = variant('start-iam-user', {
      requestParameters: { target: 'i-0abc', reason: `x${mark} (checked)` },
    });

    expect(quote(envelope, 'Reason')).toMatch(/^"x'+ \(checked\)"$/);
  });
});

suite('the facts', () => {
  test('come in the order in which a reader asks', () => {
    const labels = notice(fixture('start-iam-user')).facts.map(({ label }) => label);

    expect(labels).toEqual(['Who', 'Machine', 'Session', 'Document', 'When', 'From', 'Account']);
  });

  test.each([
    [
      'the target of a denied call',
      fixture('start-denied-message-names-nothing'),
      'Machine',
      'not named by CloudTrail',
    ],
    ['the target of an end', fixture('terminate-own-session'), 'Machine', 'not named by CloudTrail'],
    [
      'an address',
      variant('start-iam-user', { sourceIPAddress: undefined, userAgent: undefined }),
      'From',
      'an unknown address',
    ],
    ['a time', { detail: {} }, 'When', 'unknown'],
    ['an account', { detail: {} }, 'Account', 'unknown account, unknown region'],
  ])('say that %s is unknown', (_, envelope, label, says) => {
    expect(fact(envelope, label)).toBe(says);
  });

  test('mark a target that was read from an error message', () => {
    expect(fact(fixture('start-denied-quoted-arn'), 'Machine')).toBe(
      'EC2 instance i-0d4f6b8a2c1e35790, taken from the error message',
    );
  });

  test('give the time in UTC and say so', () => {
    expect(fact(fixture('start-iam-user'), 'When')).toBe('Mon, 4 May 2026, 09:00:07 UTC');
  });

  test('give the time where the readers are beside that in UTC', () => {
    const facts = factsIn('Europe/Berlin', fixture('start-iam-user'));

    expect(facts).toContain('When: Mon, 4 May 2026, 11:00:07 Europe/Berlin (09:00:07 UTC)');
  });

  test('give the date of both times where the readers have another day', () => {
    const facts = factsIn('Asia/Tokyo', variant('start-iam-user', { eventTime: '2026-05-03T20:00:07Z' }));

    expect(facts).toContain('When: Mon, 4 May 2026, 05:00:07 Asia/Tokyo (Sun, 3 May 2026, 20:00:07 UTC)');
  });
});

suite('the quotes of what somebody typed', () => {
  const quotes = (envelope: Envelope) =>
    notice(envelope).quotes.map(({ label, value }) => `${label}: ${write(value, MAIL)}`);

  test('is quoted, and is none of the facts', () => {
    expect(quotes(fixture('start-iam-user'))).toEqual(['Reason: "OPS-4711 slow ledger"']);
    expect(fact(fixture('start-iam-user'), 'Reason')).toBe('');
  });

  test('comes behind the message of a failed call', () => {
    const labels = notice(fixture('start-failed-target-not-connected')).quotes.map(({ label }) => label);

    expect(labels[0]).toBe('Error');
  });

  test('shows no more parameters than a reader can take, and counts the rest', () => {
    const lines = quotes(fixture('hostile-parameters-two-hundred'));

    expect(lines).toHaveLength(13);
    expect(lines.at(-1)).toBe('Input: and 188 more');
  });

  test('may be the name of a program that nobody knows', () => {
    const envelope = variant('start-iam-user', { userAgent: 'my-own-tool' });

    expect(quotes(envelope)).toContain('Program: "my-own-tool"');
  });
});

suite('the command that ends the session', () => {
  test.each([
    [
      'start-iam-user',
      'aws ssm terminate-session --session-id freja-q7w2e9r4t6y3u8i5o2p7a4s9d6 --region eu-central-1',
    ],
    [
      'resume-own-session',
      'aws ssm terminate-session --session-id bob-525k95zrtqwk2zyo7dk9equf66 --region eu-west-1',
    ],
  ])('is offered for %s, since the session may be running', (name, command) => {
    expect(notice(fixture(name)).endCommand).toBe(command);
  });

  test.each([
    'start-denied-quoted-arn',
    'start-failed-target-not-connected',
    'terminate-own-session',
    'start-no-response',
  ])('is not offered for %s', (name) => {
    expect(notice(fixture(name)).endCommand).toBeUndefined();
  });

  test.each(['x; rm -rf ~', '$(reboot)-1', '--profile=evil', 'a b', 'a\nb'])(
    'is not offered where the session id "%s" could do more than be an argument',
    (sessionId) => {
      const { endCommand } = notice(variant('start-iam-user', { responseElements: { sessionId } }));

      expect(endCommand).toBeUndefined();
    },
  );
});

suite('the links', () => {
  const urls = (envelope: Envelope) => notice(envelope).links.map(({ url }) => url);

  test('lead to the sessions, the machine and the event, in the console of the region', () => {
    expect(urls(fixture('start-iam-user'))).toEqual([
      'https://eu-central-1.console.aws.amazon.com/systems-manager/session-manager/sessions?region=eu-central-1',
      'https://eu-central-1.console.aws.amazon.com/ec2/home?region=eu-central-1#InstanceDetails:instanceId=i-0c3a9b7e5d1f28460',
      'https://eu-central-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/events/b70b31ac-db53-4e62-91c2-eb065cf73e7b',
    ]);
  });

  test.each([
    ['start-china', 'https://cn-north-1.console.amazonaws.cn/'],
    ['start-govcloud', 'https://us-gov-west-1.console.amazonaws-us-gov.com/'],
  ])('of %s have the host of their partition', (name, start) => {
    for (const url of urls(fixture(name))) expect(url.slice(0, start.length)).toBe(start);
  });

  test('are left out where there is no console', () => {
    const envelope = variant('start-iam-user', { awsRegion: 'us-iso-east-1', userIdentity: {} });

    expect(urls(envelope)).toEqual([]);
  });

  test('never lead where an event wants them to', () => {
    const envelope = variant('start-iam-user', {
      awsRegion: 'evil.example/',
      eventID: '../../evil',
      requestParameters: { target: 'i-0abc/../../connect' },
    });

    expect(urls(envelope)).toEqual([]);
  });

  test('are left out, one by one, where an id could leave its place in the address', () => {
    const envelope = variant('start-iam-user', { eventID: 'x?y=z', requestParameters: { target: 'i-1#x' } });

    const labels = notice(envelope).links.map(({ label }) => label);

    expect(labels).toEqual(['Sessions']);
  });

  test('never open a session, as the Session Manager page of an instance does', () => {
    for (const url of urls(fixture('start-iam-user'))) {
      expect(url).not.toMatch(/session-manager\/(?!sessions\?)/);
    }
  });
});

suite('the warnings', () => {
  test.each([
    ['start-root', ['root']],
    ['start-identity-absent', ['unknown-actor']],
    ['start-ssh-to-managed-node', ['output-not-logged']],
    ['start-port-forwarding-remote-host', ['output-not-logged']],
    ['start-document-arn-other-account', ['another-account-document']],
    ['terminate-someone-elses-session', ['another-actors-session']],
    ['decoys/athena-start-session', ['unrecognised-event']],
    ['start-iam-user', []],
    ['terminate-own-session', []],
    ['start-document-arn-own-account', ['custom-document']],
  ])('of %s are %j', (name, expected) => {
    expect(codes(fixture(name))).toEqual(expected);
  });
});
