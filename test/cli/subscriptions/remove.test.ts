import { describe, expect, test } from '@jest/globals';
import type { StandInSubscription } from '../../aws/sns/subscriptions.ts';
import { flat } from '../../support/in-process.ts';
import { inAccount, NIGHT_TOPIC, subscription, TOPIC, TWO_AUDIENCES } from './account.ts';

describe('remove', () => {
  test.each([['security@example.com'], [`${TOPIC}:of-security-example-com`]])(
    'ends the subscription of %s, and reminds of the configuration',
    (subscriber) =>
      inAccount({ subscriptions: [subscription('security@example.com')] }, async ({ run, sns }) => {
        const { status, stdout } = await run(`remove ${subscriber}`);

        expect(flat(stdout)).toContain(
          'email security@example.com is no longer subscribed to audience everyone in eu-central-1. If notifier.config.ts names it, take it out there, too: a deployment does not subscribe it again as long as it stays as it is, but a new stack or a renamed audience would, and the doctor reports it as missing.',
        );
        expect(sns.subscriptions).toEqual([]);
        expect(status).toBe(0);
      }),
  );

  test.each<[StandInSubscription['state'], string]>([
    [
      'pending',
      'is pending, and SNS removes nothing that is not confirmed. It goes away by itself, 48 hours',
    ],
    ['deleted', 'is deleted already.'],
  ])('explains why what is %s cannot be removed', (state, claim) =>
    inAccount({ subscriptions: [subscription('night@example.com', state)] }, async ({ run, sns }) => {
      const { status, stdout, stderr } = await run('remove night@example.com');

      expect(flat(stderr)).toContain(`error: night@example.com ${claim}`);
      expect(sns.subscriptions).toHaveLength(1);
      expect(stdout).toBe('');
      expect(status).toBe(1);
    }),
  );

  test('says that nobody by that name is subscribed', () =>
    inAccount({}, async ({ run }) => {
      const result = await run('remove who@example.com');

      expect(result).toMatchObject({
        status: 1,
        stderr: 'error: who@example.com is not subscribed here: "list" shows who is.\n',
      });
    }));

  test('asks which one, when the endpoint is subscribed twice', () =>
    inAccount(
      {
        deployed: TWO_AUDIENCES,
        subscriptions: [
          subscription('security@example.com'),
          subscription('security@example.com', 'confirmed', { topicArn: NIGHT_TOPIC }),
        ],
      },
      async ({ run, sns }) => {
        const { status, stderr } = await run('remove security@example.com');

        expect(stderr).toContain(`\n  night: email, ${NIGHT_TOPIC}:of-security-example-com\n`);
        expect(sns.subscriptions).toHaveLength(2);
        expect(status).toBe(2);

        await run('remove security@example.com --audience night');
        expect(sns.subscriptions.map(({ topicArn }) => topicArn)).toEqual([TOPIC]);
      },
    ));
});
