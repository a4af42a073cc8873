import { describe, expect, test } from '@jest/globals';
import { main } from '../../../cli/subscriptions/main.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import { flat, runInProcess } from '../../support/in-process.ts';
import { runCli } from '../../support/run.ts';
import { inAccount, NIGHT_TOPIC, QUEUE, subscription, TOPIC, TWO_AUDIENCES } from './account.ts';

describe('add', () => {
  test('explains how a mail subscription is protected from the links in its mails', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'Once the link is followed, anybody who has one of the mails can end the subscription, and so can a scanner that opens the links in it. To prevent that, do not follow the link but copy it, and confirm like this: npm run subscriptions -- confirm "LINK" --stack SsmSessionNotifier --region eu-central-1',
      );
    }));

  test('says of a number that it has opted out, and what it takes where it begins with +1', () =>
    inAccount({ optedOutNumbers: ['+15555550100'] }, async ({ run }) => {
      const { stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain(
        'The number has opted out of text messages, by answering STOP: nothing arrives there. If its owner wants them again, opt it in, which is possible once in 30 days: aws sns opt-in-phone-number --phone-number +15555550100 --region eu-central-1',
      );
      expect(flat(stdout)).toContain(
        'A number that begins with +1 is reached only from a toll-free number, a 10DLC number or a short code that the account owns',
      );
    }));

  test('says how the account sends text messages, unless it prefers a sure delivery', () =>
    inAccount({}, async ({ run }) => {
      const { stdout } = await run('add sms +491705550100');

      expect(flat(stdout)).toContain(
        'To prefer a sure delivery, for all text messages of the account: aws sns set-sms-attributes --attributes DefaultSMSType=Transactional --region eu-central-1',
      );
      expect(stdout).not.toContain('toll-free');
    }));

  test('says nothing of what the account has set already', () =>
    inAccount({ smsAttributes: { DefaultSMSType: 'Transactional' } }, async ({ run }) => {
      const { stdout } = await run('add sms +491705550100');

      expect(stdout).not.toContain('promotional');
    }));

  test('prints of a confirmed queue once more what its policy needs', () =>
    inAccount({ subscriptions: [subscription(QUEUE, 'confirmed', { protocol: 'sqs' })] }, async ({ run }) => {
      const { stdout } = await run(`add sqs ${QUEUE}`);

      expect(flat(stdout)).toContain('and confirmed. Nothing was changed. The queue stays empty until');
      expect(flat(stdout)).toContain(
        'encrypted with the key that AWS manages, alias/aws/sqs, it gets nothing',
      );
    }));

  test('subscribes a mail address, and explains the mail and its two days', () =>
    inAccount({}, async ({ run, sns }) => {
      const { status, stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'email security@example.com is subscribed to audience everyone in eu-central-1, and pending: it has to confirm. SNS sends a mail with the subject "AWS Notification - Subscription Confirmation" and a link, valid for 2 days.',
      );
      expect(stdout).toContain('look in the spam');
      // A command, which begins with blanks, is on one line to be copied.
      const sentences = stdout.split('\n').filter((line) => !line.startsWith(' '));
      expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(80);
      expect(status).toBe(0);
      expect(sns.subscriptions).toMatchObject([
        { topicArn: TOPIC, protocol: 'email', endpoint: 'security@example.com' },
      ]);
    }));

  test.each([
    [
      true,
      'The account is in the SMS sandbox in eu-central-1: only verified numbers are reached.',
      'aws sns create-sms-sandbox-phone-number --phone-number +15555550100 --region eu-central-1\n',
    ],
    [false, 'The account is not in the SMS sandbox in eu-central-1.', '1 USD a month'],
  ])('says of a phone number whether the account is in the SMS sandbox: %s', (smsSandbox, ...claims) =>
    inAccount({ smsSandbox }, async ({ run }) => {
      const { status, stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain('sms +15555550100 is subscribed to audience everyone in eu-central-1.');
      for (const claim of claims) expect(`${flat(stdout)}\n${stdout}`).toContain(claim);
      expect(status).toBe(0);
    }),
  );

  test.each<[Fault, string]>([
    [
      { status: 403, code: 'AuthorizationError' },
      'These AWS credentials lack the permission sns:GetSMSSandboxAccountStatus.',
    ],
    [{ kind: 'empty' }, 'SNS did not say.'],
  ])('subscribes a phone number though nothing is known of the sandbox: %j', (fault, reason) =>
    inAccount({}, async ({ run, sns }) => {
      sns.failWhen(({ action }) => (action.startsWith('GetSMS') ? fault : undefined));
      const { status, stdout } = await run('add sms +15555550100');

      expect(flat(stdout)).toContain(`Whether the account is in the SMS sandbox is not known. ${reason}`);
      expect(sns.subscriptions).toHaveLength(1);
      expect(status).toBe(0);
    }),
  );

  test.each([
    [
      `sqs ${QUEUE}`,
      `{ "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" }, "Action": "sqs:SendMessage", "Resource": "${QUEUE}", "Condition": { "ArnEquals": { "aws:SourceArn": "${TOPIC}" } } }`,
    ],
    [
      'sqs arn:aws:sqs:eu-central-1:999988887777:alerts',
      'It belongs to another account, so SNS has sent it a SubscriptionConfirmation.',
    ],
    [
      'lambda arn:aws:lambda:eu-west-1:111122223333:function:alerts',
      `aws lambda add-permission --function-name arn:aws:lambda:eu-west-1:111122223333:function:alerts --statement-id sns-session-alerts --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn ${TOPIC} --region eu-west-1\n`,
    ],
    ['https https://alerts.example.com/sns', 'confirms by opening the SubscribeURL in it, within 2 days.'],
    ['email-json robot@example.com', 'a link, valid for 2 days.'],
    [
      'firehose arn:aws:firehose:eu-central-1:111122223333:deliverystream/alerts --role-arn arn:aws:iam::111122223333:role/alerts',
      'unless the role trusts sns.amazonaws.com',
    ],
  ])('%s: says what is left to do', (args, claim) =>
    inAccount({}, async ({ run, sns }) => {
      const { status, stdout } = await run(`add ${args}`);

      expect(`${flat(stdout)}\n${stdout}`).toContain(claim);
      expect(sns.subscriptions).toHaveLength(1);
      expect(status).toBe(0);
    }),
  );

  test('of a confirmed endpoint changes nothing', () =>
    inAccount({ subscriptions: [subscription('security@example.com')] }, async ({ run, sns }) => {
      const { status, stdout } = await run('add email security@example.com');

      expect(flat(stdout)).toContain(
        'is already subscribed to audience everyone in eu-central-1, and confirmed.',
      );
      expect(sns.requests.map(({ action }) => action)).not.toContain('Subscribe');
      expect(status).toBe(0);
    }));

  test('of a pending endpoint has the confirmation sent again', () =>
    inAccount({ subscriptions: [subscription('night@example.com', 'pending')] }, async ({ run, sns }) => {
      const { stdout } = await run('add email night@example.com');

      expect(flat(stdout)).toContain(
        'is already subscribed to audience everyone in eu-central-1, and still pending.',
      );
      expect(sns.requests.at(-1)).toMatchObject({
        action: 'Subscribe',
        input: { Endpoint: 'night@example.com' },
      });
    }));

  test('of a deleted endpoint subscribes it anew', () =>
    inAccount({ subscriptions: [subscription('former@example.com', 'deleted')] }, async ({ run }) => {
      const { stdout } = await run('add email former@example.com');

      expect(stdout).toMatch(/^email \S+ is subscribed to/);
    }));

  test('asks which audience, where there are several', () =>
    inAccount({ deployed: TWO_AUDIENCES }, async ({ run }) => {
      const { status, stdout, stderr } = await run('add email security@example.com');

      expect(stderr).toBe(
        'error: There are several audiences: everyone, night. Choose one with --audience.\n',
      );
      expect(stdout).toBe('');
      expect(status).toBe(2);
    }));

  test('takes the audience that is named', () =>
    inAccount({ deployed: TWO_AUDIENCES }, async ({ run, sns }) => {
      await run('add email security@example.com --audience night');

      expect(sns.subscriptions.map(({ topicArn }) => topicArn)).toEqual([NIGHT_TOPIC]);
    }));

  test('names the audiences, where the one that is asked for is not among them', () =>
    inAccount({ deployed: TWO_AUDIENCES }, async ({ run }) => {
      const { stderr } = await run('add email security@example.com --audience day');

      expect(stderr).toBe('error: There is no audience "day". There is: everyone, night.\n');
    }));

  test('a malformed endpoint is misuse, found before AWS is asked', async () => {
    const { status, stdout, stderr } = await runCli('subscriptions', ['add', 'sms', '5550100']);

    expect(stderr).toMatch(/^error: "5550100" is not a phone number: /);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('http is refused, because it would carry alerts in the clear', async () => {
    const { status, stderr } = await runInProcess(main, ['add', 'http', 'http://alerts.example.com']);

    expect(stderr).toContain('in the clear: use https.');
    expect(status).toBe(2);
  });
});
