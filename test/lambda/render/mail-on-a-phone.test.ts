import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compose } from '../../../lambda/compose.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { type Envelope, fixture, fixtureNames } from '../../support/fixtures.ts';
import { messageOf } from '../../support/message-of.ts';

/** From the narrowest phone with large type to a reader on a desk. */
const WIDTHS = Array.from({ length: 51 }, (_, index) => 30 + index);

const QUOTES_HEADING = 'Quoted text, not verified:';

/** What a reader takes for a fact, a warning or a heading of ours. */
const LOOKS_LIKE_OURS =
  /^(?:[A-Z][a-z]+|HIGH|End it|Machine page|Raw event|Quoted text, not verified):(?: |$)/;

describe('a mail on a phone', () => {
  test.each([...fixtureNames('.'), ...fixtureNames('decoys')])(
    'about events/%s.json has no line, however it is wrapped, that passes for a fact and is none',
    (name) => {
      const { email } = messageOf(fixture(name)).bodies;

      expect(forgedLines(email)).toEqual([]);
    },
  );

  test.each(fixtureNames('.'))(
    'about events/%s.json has no padding, no indent and no ragged line',
    (name) => {
      const { email } = messageOf(fixture(name)).bodies;

      expect(email).not.toMatch(/ {2}|^ | $/m);
    },
  );

  test('has no line that passes for a fact and is none, whatever was typed into any field', () => {
    fc.assert(
      fc.property(hostileEvent, ({ envelope, name, tag }) => {
        const event = parse(envelope);
        const target = { name, tags: [{ key: 'Owner', value: tag }] };
        const settings = { ...DEFAULT_SETTINGS, knownNetworks: ['192.0.2.0/24'] };

        const { email } = compose({ ...event, lookedUp: { target, failures: [] } }, settings).message.bodies;

        expect(forgedLines(email)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('shows a reason below everything else, on one line, with single blanks', () => {
    const reason = 'all well\n\nAccount:\u00a0000000000000\u3000\u3000Machine: i-0abc';
    const envelope = withRequest({ target: 'i-0abcdef1234567890', reason });

    const { email } = messageOf(envelope).bodies;

    expect(email).toMatch(
      /\n\nQuoted text, not verified:\nReason: "all well Account: 000000000000 Machine: i-0abc"\n$/,
    );
  });

  test('marks what would pass for a label in the name of a user', () => {
    const envelope = fixture('start-iam-user');
    const userIdentity = { type: 'IAMUser', userName: `freja ${'x'.repeat(30)} Account: 000000000000` };

    const { email } = messageOf({ ...envelope, detail: { ...envelope.detail, userIdentity } }).bodies;

    expect(email).toContain('Account[:] 000000000000');
  });
});

/** Lines that look like ours, and do not begin where one of ours does. What was typed has a place where it may. */
function forgedLines(email: string): string[] {
  const [ours = '', ...quotes] = email.split(`\n\n${QUOTES_HEADING}\n`);
  expect(quotes.length).toBeLessThanOrEqual(1);
  const continued = WIDTHS.flatMap((width) =>
    ours.split('\n').flatMap((line) => [...wrapped(line, width), ...brokenAnywhere(line, width)]),
  );
  return [...new Set(continued.filter((line) => LOOKS_LIKE_OURS.test(line)))];
}

/** The lines that follow the first where a client breaks at blanks, and breaks a word that is too long for a line. */
function wrapped(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s/u)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
    while (current.length > width) {
      lines.push(current.slice(0, width));
      current = current.slice(width);
    }
  }
  return [...lines, current].slice(1);
}

/** The same where it breaks at any character. */
function brokenAnywhere(line: string, width: number): string[] {
  const count = Math.ceil(line.length / width);
  return Array.from({ length: count }, (_, index) => line.slice(index * width, (index + 1) * width)).slice(1);
}

function withRequest(requestParameters: unknown): Envelope {
  const envelope = fixture('start-iam-user');
  return { ...envelope, detail: { ...envelope.detail, requestParameters } };
}

/** Text that imitates lines of ours, behind any padding. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'Account: 000000000000',
        'Machine: i-0123456789abcdef0',
        'Machine:i-0',
        'HIGH: root',
        'Notice:',
        'End it: aws',
        'Quoted text, not verified:',
        'Sessions\uff1a x',
        'Who\u2236 nobody',
        'From\u00a0: here',
        '\n',
        '\u00a0',
        '\u2028',
        '\u3164',
        '"',
        ', ',
        'arn:aws:iam::1:user/x',
      ),
      fc.integer({ min: 1, max: 70 }).map((length) => 'x'.repeat(length)),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .chain((parts) => fc.constantFrom('', ' ').map((between) => parts.join(between)));

const hostileEvent = fc.record({
  name: hostileText,
  tag: hostileText,
  envelope: fc
    .record({
      eventName: fc.oneof(fc.constantFrom('StartSession', 'ResumeSession', 'TerminateSession'), hostileText),
      eventID: hostileText,
      awsRegion: fc.oneof(fc.constant('eu-west-1'), hostileText),
      recipientAccountId: hostileText,
      sourceIPAddress: hostileText,
      userAgent: hostileText,
      errorCode: fc.option(hostileText, { nil: undefined }),
      errorMessage: fc.option(hostileText, { nil: undefined }),
      userIdentity: fc.oneof(
        hostileText,
        fc.record({
          type: fc.oneof(
            fc.constantFrom('IAMUser', 'AssumedRole', 'SAMLUser', 'FederatedUser', 'AWSAccount'),
            hostileText,
          ),
          userName: hostileText,
          principalId: hostileText,
          accountId: hostileText,
          invokedBy: hostileText,
          identityProvider: hostileText,
          arn: hostileText.map((text) => `arn:aws:sts::1:assumed-role/${text}/${text}`),
        }),
      ),
      requestParameters: fc.record({
        target: fc.oneof(
          hostileText,
          hostileText.map((text) => `ecs:${text}_${text}_${text}`),
        ),
        documentName: fc.oneof(fc.constantFrom('AWS-StartPortForwardingSessionToRemoteHost'), hostileText),
        reason: hostileText,
        sessionId: hostileText,
        parameters: fc.record({ host: fc.tuple(hostileText), portNumber: fc.tuple(hostileText) }),
      }),
      responseElements: fc.option(fc.record({ sessionId: hostileText }), { nil: undefined }),
    })
    .map((detail): Envelope => ({ detail: { eventSource: 'ssm.amazonaws.com', ...detail } })),
});
