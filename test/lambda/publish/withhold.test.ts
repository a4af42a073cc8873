import { describe, expect, test } from '@jest/globals';
import { parse } from '../../../lambda/parse/parse.ts';
import { withhold } from '../../../lambda/publish/withhold.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { fixture } from '../../support/fixtures.ts';
import { startFunction } from '../../support/local-sns.ts';

const ignoring = (name: string, actor: string) =>
  withhold(parse(fixture(name)), 'notice', {
    ...DEFAULT_SETTINGS,
    ignoreActors: [{ actor, because: 'it is expected' }],
  });

describe('an ignored actor', () => {
  test('does not hide what is of high severity: whoever assumes a role may choose the name of its session', () => {
    const event = parse(fixture('start-assumed-role'));
    const settings = { ...DEFAULT_SETTINGS, ignoreActors: [{ actor: 'bob', because: 'he may' }] };
    expect(withhold(event, 'high', settings)).toBeUndefined();
    expect(withhold(event, 'notice', settings)).toMatchObject({ by: 'ignoreActors' });
  });

  test.each([
    ['start-iam-user', 'freja'],
    ['start-iam-user', 'FRE*'],
    ['start-iam-user-with-path', '*'],
    ['start-sso-user', 'alice@example.org'],
    ['start-assumed-role', 'bob'],
    ['start-role-chain-source-identity', 'carol@*'],
    ['start-federated-user', 'partner-*'],
    ['start-lambda-function', 'rotate-certificates'],
    ['start-root', 'root'],
  ])('of %s is recognised as %s', (name, pattern) => {
    expect(ignoring(name, pattern)).toEqual({ by: 'ignoreActors', reason: `${pattern}: it is expected` });
  });

  test.each([
    ['start-iam-user', 'frej'],
    ['start-iam-user', 'f.eja'],
    ['start-iam-user-named-root', 'root of*'],
    // The person behind a role session is not hidden by what the session is called.
    ['start-role-chain-source-identity', 'botocore-session-*'],
    ['start-identity-absent', '*'],
  ])('of %s is not recognised as %s', (name, pattern) => {
    expect(ignoring(name, pattern)).toBeUndefined();
  });
});

describe('a minimum severity', () => {
  test.each([
    ['info', 'info', false],
    ['info', 'notice', true],
    ['notice', 'notice', false],
    ['notice', 'high', true],
    ['high', 'high', false],
  ] as const)(
    'an alert that is %s is withheld from who wants %s: %s',
    (severity, minimumSeverity, withheld) => {
      const event = parse(fixture('start-iam-user'));
      expect(withhold(event, severity, { ...DEFAULT_SETTINGS, minimumSeverity }) !== undefined).toBe(
        withheld,
      );
    },
  );
});

test('what is withheld is not published but logged, with the reason', async () => {
  const ignoreActors = [{ actor: 'freja', because: 'she tests this' }];
  const { sns, handler, log } = await startFunction({ settings: { ignoreActors } });
  const withheld = { by: 'ignoreActors', reason: 'freja: she tests this' };
  const { eventID: eventId } = fixture('start-iam-user').detail;
  expect(await handler(fixture('start-iam-user'))).toEqual({ eventId, withheld });
  expect(sns.attempts).toBe(0);
  expect(log).toEqual([
    { message: 'withheld', eventId, kind: 'started', outcome: 'succeeded', severity: 'info', ...withheld },
  ]);
});
