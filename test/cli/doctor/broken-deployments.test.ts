import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ConfiguredSubscriber } from '../../../cli/doctor/subscribers.ts';
import { ALARM_TOPIC, type DeploymentParts, subscribedQueueUrl } from '../../aws/deployment-parts.ts';
import type { Run } from '../../support/run.ts';
import {
  doctor,
  EVERYONE,
  each,
  faultsIn,
  KEY_ARN,
  KEY_ID,
  logEntry,
  queueOf,
  RESTORE,
  topicOf,
  withTopic,
} from './examination.ts';

interface Broken {
  /** Audiences whose events gather in a queue. @default - none */
  readonly buffered?: readonly string[];
  readonly but: (healthy: DeploymentParts) => Partial<DeploymentParts>;
  /** @default - nobody */
  readonly configured?: readonly ConfiguredSubscriber[];
  /** Its whole finding. */
  readonly says: string;
}

const QUEUE_ARN = 'arn:aws:sqs:eu-central-1:111122223333:everyone';

/** The attributes of queues, with a key of the one that is subscribed. */
function withQueueKey(
  queueAttributes: DeploymentParts['queueAttributes'],
  key: string,
): Pick<DeploymentParts, 'queueAttributes'> {
  const url = subscribedQueueUrl({ name: 'everyone' });
  return { queueAttributes: { ...queueAttributes, [url]: { ...queueAttributes[url], KmsMasterKeyId: key } } };
}

/** The parts of SNS without the subscription of an endpoint. */
function without(sns: DeploymentParts['sns'], endpoint: string): Pick<DeploymentParts, 'sns'> {
  return { sns: { ...sns, subscriptions: sns.subscriptions.filter((one) => one.endpoint !== endpoint) } };
}

const BROKEN: Readonly<Record<string, Broken>> = {
  'no trail': {
    but: () => ({ trails: [] }),
    says: '✗ trail No trail logs management write events in eu-central-1, so no session is ever seen: there is no trail. → Create one, best for all regions: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
  },
  'a trail that is switched off': {
    but: ({ trails }) => ({ trails: each(trails, { IsLogging: false }) }),
    says: '✗ trail No trail logs management write events in eu-central-1, so no session is ever seen: the trail management-events is switched off. → Switch it on: aws cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:111122223333:trail/management-events --region eu-west-1',
  },
  'a disabled rule': {
    but: ({ rules }) => ({ rules: each(rules, { State: 'DISABLED' }) }),
    says: `✗ rule The rule is disabled, so no session reaches the function. → Enable it: aws events enable-rule --name ${EVERYONE}-SessionCalls --region eu-central-1`,
  },
  'a rule that picks something else out': {
    but: ({ rules }) => ({ rules: each(rules, { EventPattern: '{"source":["nothing"]}' }) }),
    says: `✗ rule The rule is not as it was deployed: it does not match the session calls. → ${RESTORE}`,
  },
  'an alarm that was deleted': {
    but: ({ alarms }) => ({ alarms: alarms.slice(1) }),
    says: `✗ alarms 1 of 3 alarms are gone: what they watch fails unseen. → ${RESTORE}`,
  },
  'a function that is switched off': {
    but: ({ functions }) => ({ functions: each(functions, { ReservedConcurrentExecutions: 0 }) }),
    says: `✗ function The function is switched off: its reserved concurrency is 0. Lambda keeps an event for 6 hours, then it goes to the failure queue. → Switch it on: aws lambda put-function-concurrency --function-name ${EVERYONE}-Function --reserved-concurrent-executions 8 --region eu-central-1`,
  },
  'a reservation that was taken away': {
    but: ({ functions }) => ({
      functions: functions.map(({ ReservedConcurrentExecutions: _, ...one }) => one),
    }),
    says: `✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: 1000 instances of the function may run at once. → Let no more run: aws lambda put-function-concurrency --function-name ${EVERYONE}-Function --reserved-concurrent-executions 8 --region eu-central-1`,
  },
  'an account whose limit was raised, to less than can be reserved of': {
    but: ({ functions }) => ({
      concurrentExecutions: 50,
      functions: functions.map(({ ReservedConcurrentExecutions: _, ...one }) => one),
    }),
    says: "✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: 50 instances of the function may run at once. Of so few none can be reserved. → Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts and deploy, or ask for more: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region eu-central-1",
  },
  'a function of an older version, which does not wait': {
    but: ({ functions }) => ({ functions: each(functions, { Environment: { Variables: {} } }) }),
    says: '✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: the function hardly waits between two. → Deploy this version to eu-central-1: npx cdk deploy -c email=everyone@example.com',
  },
  'a buffer that too many instances read': {
    buffered: ['everyone'],
    but: ({ mappings }) => ({ mappings: each(mappings, { ScalingConfig: { MaximumConcurrency: 50 } }) }),
    says: '✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: more than 2 instances of the function may read the buffer at once. → Let no more read it: aws lambda update-event-source-mapping --uuid f00d --scaling-config MaximumConcurrency=2 --region eu-central-1',
  },
  'a buffer that is not read': {
    buffered: ['everyone'],
    but: ({ mappings }) => ({ mappings: each(mappings, { State: 'Disabled' }) }),
    says: '✗ rule The rule fills a queue that the function does not read, so nobody is notified of a session. → Let it read: aws lambda update-event-source-mapping --uuid f00d --enabled --region eu-central-1',
  },
  'events that were buffered, and failed five times': {
    buffered: ['everyone'],
    but: ({ queues }) => ({ queues: { ...queues, [queueOf('everyone', 'BufferDeadLetterQueue')]: 1 } }),
    says: `✗ queues 1 event waits in the buffer's dead-letter queue: the function failed five times, so nobody was notified. SQS keeps an event for 14 days. → Remove the cause, then read them and send them again: npm run replay -- --queue ${queueOf('everyone', 'BufferDeadLetterQueue')}`,
  },
  'nobody subscribed': {
    but: ({ sns }) => ({
      template: { Resources: {} },
      sns: { ...sns, subscriptions: sns.subscriptions.filter(({ topicArn }) => /AlarmTopic/.test(topicArn)) },
    }),
    says: '✗ subscriptions Alerts reach nobody: no subscription is confirmed. → Add someone: npm run subscriptions -- add email you@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
  },
  'a reader who followed the link that unsubscribes': {
    but: ({ sns }) => without(sns, 'everyone@example.com'),
    says: '✗ subscriptions The email subscription of everyone@example.com no longer exists: the stack made it, and somebody has ended it since. → Anybody who has one of its mails can do that, and so can a scanner that opens links. A deployment does not bring it back. Confirm with "subscriptions confirm" this time, and no mail can end it. To subscribe again: npm run subscriptions -- add email everyone@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
  },
  'a reader whom SNS still lists as deleted': {
    but: ({ sns }) => ({
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) =>
          one.endpoint === 'everyone@example.com' ? { ...one, state: 'deleted' as const } : one,
        ),
      },
    }),
    says: '✗ subscriptions The email subscription of everyone@example.com no longer exists: the stack made it, and somebody has ended it since. → Anybody who has one of its mails can do that, and so can a scanner that opens links. A deployment does not bring it back. Confirm with "subscriptions confirm" this time, and no mail can end it. To subscribe again: npm run subscriptions -- add email everyone@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
  },
  'a queue that is no longer subscribed': {
    but: ({ sns }) => without(sns, QUEUE_ARN),
    says: `✗ subscriptions The sqs subscription of ${QUEUE_ARN} no longer exists: the stack made it, and somebody has ended it since. → A deployment does not bring it back. To subscribe again: npm run subscriptions -- add sqs ${QUEUE_ARN} --audience everyone --stack SsmSessionNotifier --region eu-central-1`,
  },
  'a reader who is configured, and not subscribed': {
    but: () => ({}),
    configured: [
      { audience: 'everyone', protocol: 'email', endpoint: 'Everyone@example.com' },
      { audience: 'everyone', protocol: 'sqs', endpoint: 'everyone' },
      { audience: 'everyone', protocol: 'email', endpoint: 'night@example.com' },
      { audience: 'another', protocol: 'email', endpoint: 'day@example.com' },
    ],
    says: '✗ subscriptions The email subscription of night@example.com is configured, and does not exist. → Deploy the configuration, or subscribe it now: npm run subscriptions -- add email night@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
  },
  'a recipient of the alarms who unsubscribed': {
    but: ({ sns }) => ({
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) =>
          one.endpoint === 'ops@example.com' ? { ...one, endpoint: 'duty@example.com' } : one,
        ),
      },
    }),
    says: `✗ alarms Alarms no longer reach ops@example.com: the stack subscribed it to ${ALARM_TOPIC}, and somebody has ended that since. → Anybody who has one of its mails can do that, and so can a scanner that opens links. A deployment does not bring it back. Confirm with "subscriptions confirm" this time, and no mail can end it. To subscribe again: aws sns subscribe --topic-arn ${ALARM_TOPIC} --protocol email --notification-endpoint ops@example.com --region eu-central-1`,
  },
  'a recipient of the alarms who has yet to confirm': {
    but: ({ sns }) => ({
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) =>
          one.endpoint === 'ops@example.com' ? { ...one, state: 'pending' as const } : one,
        ),
      },
    }),
    says: `✗ alarms Alarms reach nobody: the subscription of ops@example.com to ${ALARM_TOPIC} is pending. → Follow the link in the mail "AWS Notification - Subscription Confirmation", which may be in the spam folder. It is valid for 2 days. To be asked again: aws sns subscribe --topic-arn ${ALARM_TOPIC} --protocol email --notification-endpoint ops@example.com --region eu-central-1`,
  },
  'a pending subscription': {
    but: ({ sns }) => ({
      sns: {
        ...sns,
        subscriptions: sns.subscriptions.map((one) =>
          one.endpoint === 'everyone@example.com' ? { ...one, state: 'pending' as const } : one,
        ),
      },
    }),
    says: '✗ subscriptions The email subscription of everyone@example.com is pending: nothing arrives there before it is confirmed. → Follow the link in the mail "AWS Notification - Subscription Confirmation", which may be in the spam folder. It is valid for 2 days. To be asked again: npm run subscriptions -- add email everyone@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
  },
  'a number that the SMS sandbox does not reach': {
    but: ({ sns }) => ({ sns: { ...sns, smsSandbox: true } }),
    says: '✗ sms The account is in the SMS sandbox, and +15555550100 is not verified: nothing arrives there. → Have a code sent there, or leave the sandbox: https://docs.aws.amazon.com/sns/latest/dg/sns-sms-sandbox.html aws sns create-sms-sandbox-phone-number --phone-number +15555550100 --region eu-central-1',
  },
  'a number whose owner answered STOP': {
    but: ({ sns }) => ({ sns: { ...sns, optedOutNumbers: ['+15555550100'] } }),
    says: '✗ sms +15555550100 has opted out of text messages, by answering STOP: nothing arrives there. → If its owner wants them again, opt it in, which is possible once in 30 days: aws sns opt-in-phone-number --phone-number +15555550100 --region eu-central-1',
  },
  'a number that begins with +1, and nothing to send from': {
    but: ({ sns }) => ({ sns: { ...sns, originationNumbers: [] } }),
    says: '✗ sms The account has no origination number, without which nothing arrives at +15555550100: numbers that begin with +1 are reached from a toll-free number, a 10DLC number or a short code only. → Request one: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-originating-identities-origination-numbers.html',
  },
  'a subscribed queue whose policy does not let the topic send': {
    but: ({ queueAttributes }) => ({
      queueAttributes: { ...queueAttributes, [subscribedQueueUrl({ name: 'everyone' })]: {} },
    }),
    says: `✗ sqs The subscribed queue ${QUEUE_ARN} stays empty: its policy does not let the topic send. → Add the statement that this prints to the policy of the queue: npm run subscriptions -- add sqs ${QUEUE_ARN} --audience everyone --stack SsmSessionNotifier --region eu-central-1`,
  },
  'a subscribed queue under the key that AWS manages': {
    but: ({ queueAttributes }) => withQueueKey(queueAttributes, 'alias/aws/sqs'),
    says: `✗ sqs The subscribed queue ${QUEUE_ARN} stays empty: it is encrypted with alias/aws/sqs, which SNS may not use. → Encrypt it with SSE-SQS, or with a key of your own whose policy lets sns.amazonaws.com use it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html`,
  },
  'a subscribed queue under a key that SNS may not use': {
    but: ({ queueAttributes, keys }) => ({
      ...withQueueKey(queueAttributes, KEY_ID),
      keys: [...keys, { KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'Enabled' }],
    }),
    says: `✗ sqs The subscribed queue ${QUEUE_ARN} stays empty: it is encrypted with ${KEY_ID}, which SNS may not use. → Let sns.amazonaws.com do kms:GenerateDataKey* and kms:Decrypt with it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html`,
  },
  'a subscribed queue that was deleted': {
    but: ({ queues }) => ({
      queues: Object.fromEntries(
        Object.entries(queues).filter(([url]) => url !== subscribedQueueUrl({ name: 'everyone' })),
      ),
    }),
    says: `✗ sqs The subscribed queue ${QUEUE_ARN} does not exist. → End its subscription: npm run subscriptions -- remove ${QUEUE_ARN} --audience everyone --stack SsmSessionNotifier --region eu-central-1`,
  },
  'a key that is to be deleted': {
    but: ({ sns }) => ({
      ...withTopic(sns, topicOf('everyone'), { KmsMasterKeyId: KEY_ARN }),
      keys: [{ KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'PendingDeletion' }],
    }),
    says: `✗ kms The KMS key ${KEY_ID} of the topic is PendingDeletion, so SNS takes no alert. → Keep the key, and enable it after that: aws kms cancel-key-deletion --key-id ${KEY_ID} --region eu-central-1`,
  },
  'a key that AWS manages, and that this account does not have': {
    but: ({ sns }) => ({
      ...withTopic(sns, topicOf('everyone'), {
        KmsMasterKeyId: 'arn:aws:kms:eu-central-1:111122223333:alias/aws/sns',
      }),
      keys: [],
    }),
    says: `✗ kms The KMS key alias/aws/sns of the topic does not exist here, so SNS takes no alert. → Name it to the topic by its alias alone, which makes it: aws sns set-topic-attributes --topic-arn ${topicOf('everyone')} --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns --region eu-central-1`,
  },
  'a key of one’s own that was deleted': {
    but: ({ sns }) => withTopic(sns, topicOf('everyone'), { KmsMasterKeyId: KEY_ARN }),
    says: `✗ kms The KMS key ${KEY_ARN} of the topic does not exist here, so SNS takes no alert. → Name a key that exists as kmsKeyArn in notifier.config.ts, and deploy. Until then, use the key that AWS manages: aws sns set-topic-attributes --topic-arn ${topicOf('everyone')} --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns --region eu-central-1`,
  },
  'a key whose key store is gone': {
    but: ({ sns }) => ({
      ...withTopic(sns, topicOf('everyone'), { KmsMasterKeyId: KEY_ARN }),
      keys: [{ KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'Unavailable' }],
    }),
    says: `✗ kms The KMS key ${KEY_ID} of the topic is Unavailable, so SNS takes no alert. → What its state means, and what to do: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html`,
  },
  'an alarm topic under the key that AWS manages': {
    but: ({ sns }) =>
      withTopic(sns, ALARM_TOPIC, {
        ...sns.topicAttributes?.[ALARM_TOPIC],
        KmsMasterKeyId: 'alias/aws/sns',
      }),
    says: `✗ alarms Alarms reach nobody: ${ALARM_TOPIC} is encrypted with alias/aws/sns, which CloudWatch may not use. → Encrypt it with a key of your own whose policy lets cloudwatch.amazonaws.com use it, or not at all: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html`,
  },
  'an alarm topic under a key that CloudWatch may not use': {
    but: ({ sns, keys }) => ({
      ...withTopic(sns, ALARM_TOPIC, { ...sns.topicAttributes?.[ALARM_TOPIC], KmsMasterKeyId: KEY_ARN }),
      keys: [...keys, { KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'Enabled' }],
    }),
    says: `✗ alarms Alarms reach nobody: the policy of the KMS key ${KEY_ARN} of ${ALARM_TOPIC} does not let CloudWatch use it. → Let cloudwatch.amazonaws.com do kms:GenerateDataKey* and kms:Decrypt with it: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html`,
  },
  'an alarm topic whose policy does not name CloudWatch': {
    but: ({ sns }) =>
      withTopic(sns, ALARM_TOPIC, {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: 'arn:aws:iam::111122223333:root' },
              Action: 'sns:Publish',
              Resource: ALARM_TOPIC,
            },
          ],
        }),
      }),
    says: `✗ alarms Alarms reach nobody: the policy of ${ALARM_TOPIC} does not let CloudWatch publish. → Let cloudwatch.amazonaws.com do sns:Publish there: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html`,
  },
  'an alarm topic of another region': {
    but: ({ alarms }) => ({
      alarms: each(alarms, { AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:operations'] }),
    }),
    says: '✗ alarms Alarms reach nobody: CloudWatch publishes to topics of its own region, and arn:aws:sns:eu-west-1:111122223333:operations is in eu-west-1. → Name a topic in eu-central-1 as alarms.topicArn in notifier.config.ts, or an address as alarms.email, and deploy.',
  },
  'events in the failure queue': {
    but: ({ queues }) => ({
      queues: { ...queues, [queueOf('everyone', 'FailureQueue')]: 3 },
    }),
    says: `✗ queues 3 events wait in the failure queue: the function failed, so nobody was notified. SQS keeps an event for 14 days. → Remove the cause, then read them and send them again: npm run replay -- --queue ${queueOf('everyone', 'FailureQueue')}`,
  },
  'an alarm that has gone off': {
    but: ({ alarms: [alarm, ...others] }) => ({
      alarms: alarm
        ? [
            { ...alarm, StateValue: 'ALARM' },
            ...others,
            { ...alarm, StateValue: 'ALARM', AlarmName: 'SsmSessionNotifier-Other-Alarm-0A1B2C3D4E5F' },
          ]
        : [],
    }),
    says: `✗ alarms The alarm ${EVERYONE}AlarmsFunctionFailing-0A1B2C3D4E5F has gone off (Mon, 4 May 2026, 09:00:00 UTC). → What FunctionFailing means, and what to do next.`,
  },
  'alarms without an action': {
    but: ({ alarms }) => ({ alarms: each(alarms, { AlarmActions: [] }) }),
    says: '✗ alarms All 3 alarms have no action: if the notifier fails, nobody is notified. → Set alarms.email or alarms.topicArn in notifier.config.ts, and deploy it to eu-central-1: npx cdk deploy -c email=everyone@example.com',
  },
};

describe('of a deployment with one fault, that fault is named with its remedy, and nothing else', () => {
  test.each(Object.entries(BROKEN))('%s', async (_, { but, buffered = [], configured = [], says }) => {
    const { status, stdout, stderr } = await doctor({ but, buffered, configured });

    expect(faultsIn(stdout)).toEqual([says]);
    expect(stdout).toContain('\n\n1 fault found.\n');
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });
});

test('errors of the function, and text messages that have nearly used up their limit, are both named', async () => {
  const errors = [
    logEntry(3 * 24 * 60, { level: 'ERROR', message: 'too old to matter' }),
    logEntry(90, { type: 'platform.report', record: { status: 'success' } }),
    logEntry(60, { type: 'platform.report', record: { status: 'timeout' } }),
    logEntry(10, {
      level: 'ERROR',
      requestId: 'failed-in-part',
      message: { errorType: 'PublishError', errorMessage: 'The alert\u001b[2J was not published' },
    }),
    logEntry(10, { type: 'platform.report', record: { status: 'error' } }),
    logEntry(9, { type: 'platform.report', record: { status: 'success', requestId: 'failed-in-part' } }),
    logEntry(5, { level: 'INFO', message: 'this is no error' }),
  ];

  const { status, stdout } = await doctor({
    but: () => ({
      metrics: { SMSMonthToDateSpentUSD: 17.5 },
      logs: { [`${EVERYONE}-FunctionLog`]: errors },
    }),
  });

  expect(faultsIn(stdout)).toEqual([
    expect.stringMatching(
      /^✗ errors The function logged 2 errors within 24 hours, the last on .* UTC: PublishError: The alert�\[2J was not published\. → Remove the cause, then send again what waits in the failure queue\. The log: aws logs tail SsmSessionNotifier-everyone-FunctionLog --since 24h --filter-pattern '.*' --region eu-central-1$/,
    ),
    '✗ sms Text messages have cost 17.50 of the 20 USD a month. Beyond the limit none is sent, and nobody is notified. → Have the limit raised: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
  ]);
  expect(status).toBe(1);
});

describe('many faults at once', () => {
  let ruined: Run;

  beforeAll(async () => {
    ruined = await doctor({
      audiences: ['everyone', 'night'],
      buffered: ['night'],
      args: ['--profile', 'ops'],
      env: { AWS_CONFIG_FILE: profiles(), AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      but: ({ trails, rules, mappings, functions, sns, alarms, queues }) => ({
        trails: each(trails, { EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }),
        mappings: each(mappings, { State: 'Disabled' }),
        rules: rules.map((rule, index) =>
          index === 0
            ? {
                ...rule,
                State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
                Targets: rule.Targets.map(({ Id, Arn }) => ({ Id, Arn })),
              }
            : rule,
        ),
        functions: functions.slice(0, 1).map((one) => ({
          ...one,
          State: 'Inactive',
          StateReason: 'The function is idle.',
          LastUpdateStatus: 'Failed',
          LastUpdateStatusReason: 'No such layer',
        })),
        sns: {
          ...sns,
          topics: (sns.topics ?? []).filter((arn) => !arn.includes('night')),
          subscriptions: sns.subscriptions
            .filter(({ protocol }) => protocol === 'email')
            .map((one) => ({ ...one, state: 'pending' as const, endpoint: `it's ${one.endpoint}` })),
        },
        queues: Object.fromEntries(
          Object.entries(queues)
            .filter(([url]) => !url.includes('night-Failure'))
            .map(([url]) => [url, 1]),
        ),
        alarms: alarms.map((alarm, index) => ({ ...alarm, ActionsEnabled: index !== 0 })),
      }),
    });
  });

  test.each([
    [
      'trail No trail logs management write events in eu-central-1, so no session is ever seen: management-events leaves them out. → Let the trail management-events log management events, write-only or all, of every service: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
    ],
    [
      'rule everyone: The rule also takes read-only calls. Those that the function makes could come back to it, in a loop. → Someone changed it outside the deployment.',
    ],
    [
      'rule everyone: Events that the rule cannot deliver are lost: it has no dead-letter queue. → Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it. aws cloudformation create-change-set --stack-name SsmSessionNotifier --change-set-name restore --use-previous-template --capabilities CAPABILITY_IAM --deployment-mode REVERT_DRIFT --region eu-central-1 --profile ops',
    ],
    [
      'rule night: The rule fills a queue that the function does not read, so nobody is notified of a session. → Let it read: aws lambda update-event-source-mapping --uuid f00d --enabled --region eu-central-1 --profile ops',
    ],
    [
      'function everyone: The function cannot be run now: it is Inactive. AWS says: The function is idle. → Lambda made it inactive',
    ],
    [
      'function everyone: The last update of the function failed, so it runs as before. AWS says: No such layer → Remove the cause',
    ],
    [
      'function night: The function SsmSessionNotifier-night-Function no longer exists. → Someone changed it outside the deployment.',
    ],
    [
      'subscriptions night: The topic arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-night-Topic no longer exists.',
    ],
    ['queues night: 1 event waits in the dead-letter queue'],
    [
      'subscriptions everyone: Alerts reach nobody: no subscription is confirmed. → Bring back who is named below, or add someone:',
    ],
    [
      'subscriptions everyone: The email subscription of it\'s everyone@example.com is pending: nothing arrives there before it is confirmed. → Follow the link in the mail "AWS Notification - Subscription Confirmation", which may be in the spam folder. It is valid for 2 days. To be asked again: No command is shown for this, because the endpoint has characters that a shell could act on.',
    ],
    ['queues everyone: 1 event waits in the dead-letter queue: EventBridge could not deliver them'],
    ['queues night: The failure queue no longer exists.'],
    [
      'alarms The alarm SsmSessionNotifier-everyoneAlarmsFunctionFailing-0A1B2C3D4E5F has the actions switched off: if the notifier fails, nobody is notified. → Switch them on: aws cloudwatch enable-alarm-actions',
    ],
    [
      'alarms Alarms no longer reach ops@example.com: the stack subscribed it to arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-AlarmTopic',
    ],
  ])('are all named: %s', (words) => {
    expect(faultsIn(ruined.stdout).join('\n')).toContain(words);
  });

  test('make the command fail, with their number', () => {
    expect(ruined.stdout).toMatch(/\n\n19 faults found\.\n$/);
    expect(ruined.stderr).toBe('');
    expect(ruined.status).toBe(1);
  });
});

/** A file with a profile "ops". */
function profiles(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'config');
  writeFileSync(file, '[profile ops]\naws_access_key_id = local\naws_secret_access_key = local\n');
  return file;
}
