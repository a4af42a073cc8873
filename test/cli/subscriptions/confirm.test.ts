import { describe, expect, test } from '@jest/globals';
import { main } from '../../../cli/subscriptions/main.ts';
import type { StandInSubscription } from '../../aws/sns/subscriptions.ts';
import { flat, runInProcess } from '../../support/in-process.ts';
import { inAccount, NIGHT_TOPIC, stackWith, subscription, TOPIC } from './account.ts';

describe('confirm', () => {
  const TOKEN = '2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92';
  const ALARM_TOPIC = 'arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-AlarmTopic';

  function linkOf(topicArn: string, token = TOKEN): string {
    return `https://sns.eu-central-1.amazonaws.com/confirmation.html?TopicArn=${topicArn}&Token=${token}&Endpoint=night@example.com`;
  }

  function pending(topicArn = TOPIC): StandInSubscription {
    return { ...subscription('night@example.com', 'pending', { topicArn }), token: TOKEN };
  }

  test.each([
    ['the link of a mail', linkOf(TOPIC)],
    [
      'a SubscribeURL',
      `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${TOKEN}`,
    ],
  ])('confirms with %s, so that only credentials can end the subscription', (_kind, link) =>
    inAccount({ subscriptions: [pending()] }, async ({ run, sns }) => {
      const { status, stdout } = await run(`confirm ${link}`);

      expect(flat(stdout)).toContain(
        'email night@example.com is confirmed, and receives the alerts of audience everyone in eu-central-1. The links in its mails do not end the subscription: only somebody with AWS credentials can',
      );
      expect(sns.subscriptions).toMatchObject([{ state: 'confirmed', authenticated: true }]);
      expect(status).toBe(0);
    }),
  );

  test('confirms the recipient of the alarms, whose topic is of the stack', () =>
    inAccount(
      {
        deployed: stackWith(
          [{ name: 'everyone', topicArn: TOPIC }],
          [{ logicalId: 'AlarmTopic', physicalId: ALARM_TOPIC, type: 'AWS::SNS::Topic' }],
        ),
        topics: [TOPIC, ALARM_TOPIC],
        subscriptions: [pending(ALARM_TOPIC)],
      },
      async ({ run }) => {
        const { stdout } = await run(`confirm ${linkOf(ALARM_TOPIC)}`);

        expect(flat(stdout)).toContain('receives the alarms of SsmSessionNotifier in eu-central-1.');
      },
    ));

  test('does not confirm for a topic that is not of the stack', () =>
    inAccount({ subscriptions: [pending(NIGHT_TOPIC)] }, async ({ run, sns }) => {
      const { status, stderr } = await run(`confirm ${linkOf(NIGHT_TOPIC)}`);

      expect(stderr).toContain(`The link is for the topic ${NIGHT_TOPIC}, which is not of the stack`);
      expect(sns.requests.map(({ action }) => action)).not.toContain('ConfirmSubscription');
      expect(status).toBe(2);
    }));

  test('says that a subscription which was confirmed by its link can still be ended by one', () =>
    inAccount({ subscriptions: [{ ...pending(), state: 'confirmed' }] }, async ({ run }) => {
      const { stdout } = await run(`confirm ${linkOf(TOPIC)}`);

      expect(flat(stdout)).toContain(
        'It had been confirmed by its link before, so anybody who has one of its mails can end it.',
      );
    }));

  test('says of a link that SNS does not take how to get a new one', () =>
    inAccount({ subscriptions: [pending()] }, async ({ run }) => {
      const { status, stdout, stderr } = await run(`confirm ${linkOf(TOPIC, TOKEN.replace('2', '3'))}`);

      expect(stderr).toMatch(/^error: SNS does not take this link\. It is valid for 2 days/);
      expect(stdout).toBe('');
      expect(status).toBe(1);
    }));

  test.each([
    ['the link that a shell has cut at the first &', linkOf(TOPIC).split('&')[0] ?? ''],
    ['a link to another host', linkOf(TOPIC).replace('sns.eu-central-1.amazonaws.com', 'sns.example.com')],
    ['a link without encryption', linkOf(TOPIC).replace('https:', 'http:')],
  ])('refuses %s as misuse, before AWS is asked', async (_kind, link) => {
    const { status, stderr } = await runInProcess(main, ['confirm', link]);

    expect(flat(stderr)).toContain('It is not the link of a confirmation');
    expect(status).toBe(2);
  });
});
