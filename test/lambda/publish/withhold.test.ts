import { describe, expect, test } from '@jest/globals';
import { parse } from '../../../lambda/parse/parse.ts';
import { withhold } from '../../../lambda/publish/withhold.ts';
import { DEFAULT_SETTINGS } from '../../../lambda/settings.ts';
import { fixture } from '../../support/fixtures.ts';
import { startFunction } from '../../support/local-sns.ts';
import { only } from '../../support/only.ts';

const ignoring = (name: string, actor: string) =>
  withhold(parse(fixture(name)), 'notice', {
    ...DEFAULT_SETTINGS,
    ignoreActors: [{ actor, because: 'it is expected' }],
  });

describe('an ignored actor', () => {
  test('does not hide what is of high severity: whoever assumes a role may choose the name of its session', () => {
    const event = parse(fixture('start-assumed-role'));
    const settings = { ...DEFAULT_SETTINGS, ignoreActors: [{ actor: 'bob', because: 'he may' }] };

    const [high, notice] = (['high', 'notice'] as const).map((severity) =>
      withhold(event, severity, settings),
    );

    expect(high).toBeUndefined();
    expect(notice).toMatchObject({ by: 'ignoreActors' });
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
  const event = parse(fixture('start-iam-user'));

  test.each([
    ['notice', 'info'],
    ['high', 'notice'],
  ] as const)('of %s withholds an alert that is %s', (minimumSeverity, severity) => {
    const withheld = withhold(event, severity, { ...DEFAULT_SETTINGS, minimumSeverity });

    expect(withheld).toMatchObject({ by: 'minimumSeverity' });
  });

  test.each([
    ['info', 'info'],
    ['notice', 'notice'],
    ['high', 'high'],
    ['notice', 'high'],
  ] as const)('of %s lets an alert pass that is %s', (minimumSeverity, severity) => {
    const withheld = withhold(event, severity, { ...DEFAULT_SETTINGS, minimumSeverity });

    expect(withheld).toBeUndefined();
  });
});

describe('what a failed look-up left unconfirmed', () => {
  const event = {
    ...parse(fixture('terminate-own-session')),
    lookedUp: { failures: [{ what: 'session' as const, reason: 'timed out' }] },
  };

  test('is withheld by no minimum severity', () => {
    expect(withhold(event, 'notice', { ...DEFAULT_SETTINGS, minimumSeverity: 'high' })).toBeUndefined();
  });

  test('is withheld for no actor', () => {
    const ignoreActors = [{ actor: '*', because: 'they may' }];

    expect(withhold(event, 'notice', { ...DEFAULT_SETTINGS, ignoreActors })).toBeUndefined();
  });
});

describe('an alert that is withheld', () => {
  const ignoreActors = [{ actor: 'freja', because: 'she tests this' }];
  const withheld = { by: 'ignoreActors', reason: 'freja: she tests this' };
  const event = fixture('start-iam-user');

  test('is not published', async () => {
    const { sns, handler } = await startFunction({ settings: { ignoreActors } });

    const result = await handler(event);

    expect(sns.attempts).toBe(0);
    expect(result).toEqual({ eventId: event.detail.eventID, withheld });
  });

  test('is logged with the reason', async () => {
    const { handler, log } = await startFunction({ settings: { ignoreActors } });

    await handler(event);

    expect(only(log)).toEqual({
      message: 'withheld',
      eventId: event.detail.eventID,
      kind: 'started',
      outcome: 'succeeded',
      severity: 'info',
      ...withheld,
    });
  });
});
