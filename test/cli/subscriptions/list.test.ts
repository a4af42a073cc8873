import { describe, expect, test } from '@jest/globals';
import { inAccount, QUEUE, subscription, TOPIC, TWO_AUDIENCES } from './account.ts';

describe('list', () => {
  test('shows every endpoint with its state, aligned, and explains the states', () =>
    inAccount(
      {
        subscriptions: [
          subscription('security@example.com'),
          subscription('night@example.com', 'pending'),
          subscription(QUEUE, 'confirmed', { protocol: 'sqs' }),
          subscription('former@example.com', 'deleted'),
        ],
      },
      async ({ run }) => {
        const result = await run('list');

        expect(result).toEqual({
          status: 0,
          stderr: '',
          stdout: `Audience everyone in eu-central-1: 2 of 4 endpoints receive alerts
${TOPIC}

STATE      PROTOCOL  ENDPOINT
confirmed  email     security@example.com
pending    email     night@example.com
confirmed  sqs       ${QUEUE}
deleted    email     former@example.com

Pending: nothing arrives before the subscription is confirmed, within 2 days of
subscribing. SNS does not say when that was. To have the confirmation sent
again, add the endpoint again.

Deleted: nothing arrives any more. SNS removes it from the list by itself.
`,
        });
      },
    ));

  test('reads more than one page', () =>
    inAccount(
      {
        subscriptions: Array.from({ length: 101 }, (_, index) => subscription(`reader-${index}@example.com`)),
      },
      async ({ run, sns }) => {
        const { stdout } = await run('list');

        expect(stdout).toContain('101 of 101 endpoints receive alerts');
        expect(stdout).toContain('reader-100@example.com');
        expect(sns.requests.map(({ action }) => action)).toEqual([
          'ListSubscriptionsByTopic',
          'ListSubscriptionsByTopic',
        ]);
      },
    ));

  test('shows all audiences, or the one asked for, and says when one has nobody', () =>
    inAccount(
      { deployed: TWO_AUDIENCES, subscriptions: [subscription('security@example.com')] },
      async ({ run }) => {
        const all = await run('list');
        const night = await run('list --audience night');

        expect(all.stdout).toMatch(
          /^Audience everyone .*: 1 of 1 endpoint receives alerts\n.*\nAudience night .*: nobody is subscribed\nAdd someone:\n {2}npm run subscriptions -- add email you@example.com --audience night/s,
        );
        expect(night.stdout).not.toContain('everyone');
      },
    ));

  test('prints JSON for machines', () =>
    inAccount(
      { subscriptions: [subscription('security@example.com'), subscription('night@example.com', 'pending')] },
      async ({ run }) => {
        const { stdout } = await run('list --json');

        expect(JSON.parse(stdout)).toEqual([
          {
            audience: 'everyone',
            topicArn: TOPIC,
            subscriptions: [
              {
                protocol: 'email',
                endpoint: 'security@example.com',
                state: 'confirmed',
                subscriptionArn: `${TOPIC}:of-security-example-com`,
              },
              { protocol: 'email', endpoint: 'night@example.com', state: 'pending' },
            ],
          },
        ]);
      },
    ));

  test('shows no endpoint in a way that takes over the terminal', () =>
    inAccount(
      {
        subscriptions: [subscription('\u001b[2J\u202eevil@example.com\nconfirmed  email  boss@example.com')],
      },
      async ({ run }) => {
        const { stdout } = await run('list');
        for (const hostile of ['\u001b', '\u202e', '\nconfirmed  email  boss'])
          expect(stdout).not.toContain(hostile);
        expect(stdout).toContain('evil@example.com confirmed email boss@example.com');
      },
    ));
});
