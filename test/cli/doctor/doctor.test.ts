import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../../lambda/domain/test-event.ts';
import type { Call } from '../../../stand-in/service.ts';
import {
  type Deployment,
  type DeploymentOptions,
  type ServiceName,
  startDeployment,
} from '../../aws/deployment.ts';
import type { DeploymentParts } from '../../aws/deployment-parts.ts';
import { type Run, runCli } from '../../support/run.ts';

interface Examination extends DeploymentOptions {
  /** @default - none */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Called before the command runs. */
  readonly prepare?: (deployment: Deployment) => void;
}

/** Runs the command on a deployment that lives for as long. */
async function doctor({
  args = [],
  env = {},
  prepare,
  ...options
}: Examination = {}): Promise<Run & { readonly deployment: Deployment }> {
  const deployment = await startDeployment(options);
  try {
    prepare?.(deployment);
    const result = await runCli('doctor', args, { env: { ...deployment.environment, ...env } });
    return { ...result, deployment };
  } finally {
    await deployment.close();
  }
}

/** A text without its line breaks, which depend on the length of names. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The lines of everything that is not well, each with its remedy and command, flattened. */
function faultsIn(stdout: string): readonly string[] {
  const [, findings = ''] = stdout.split('\n\n');
  return findings
    .split(/^(?=[✓✗?])/m)
    .filter((finding) => !finding.startsWith('✓'))
    .map((finding) => flat(finding).trim());
}

describe('a healthy deployment', () => {
  const healthy = doctor();

  test('is said to be well, in one line for each part', async () => {
    const { status, stdout, stderr } = await healthy;
    expect(stdout).toBe(`SsmSessionNotifier in eu-central-1, account 111122223333

✓ trail          The trail management-events logs management write events.
✓ rule           The rule is enabled, and hands events to the function.
✓ function       The function is ready.
✓ errors         The function logged no error within 24 hours.
✓ concurrency    Lambda runs up to 992 functions at a time.
✓ rate           Whatever arrives, fewer than ten messages in a second are sent.
✓ kms            The topic is encrypted with the key alias/aws/sns.
✓ subscriptions  Every subscription is confirmed: 1 email, 1 sms, 1 sqs.
✓ sms            The account is not in the SMS sandbox.
✓ sms            Text messages have cost 0.42 of the 20 USD a month.
✓ queues         The queues for what failed are empty.
✓ alarms         All 3 alarms are quiet, and would reach somebody.

All is well.
`);
    expect([status, stderr]).toEqual([0, '']);
  });

  test('is only looked at', async () => {
    const { deployment } = await healthy;
    const actions = Object.values(deployment.services).flatMap(({ requests }) =>
      requests.map(({ action }) => action),
    );
    expect(actions.length).toBeGreaterThan(15);
    for (const action of actions) expect(action).toMatch(/^(Describe|Get|List|Filter)/);
  });

  test.concurrent('may have peculiarities that are worth knowing and no fault', async () => {
    const { status, stdout } = await doctor({
      audiences: ['everyone', 'night'],
      buffered: ['night'],
      but: ({ trails, functions, sns, logs }) => ({
        functions: functions.map(({ ReservedConcurrentExecutions: _, ...one }) => ({
          ...one,
        })),
        trails: trails.map((trail) => ({
          ...trail,
          TrailARN: trail.TrailARN.replace('111122223333', '444455556666'),
          IsOrganizationTrail: true,
        })),
        concurrentExecutions: 10,
        logs: {
          ...logs,
          'SsmSessionNotifier-everyone-FunctionLog': [
            logEntry(60, { level: 'ERROR', errorType: 'PublishError', errorMessage: 'No such topic.' }),
            logEntry(30, { type: 'platform.report', record: { status: 'success' } }),
          ],
        },
        keys: [{ KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'Enabled' }],
        sns: {
          ...sns,
          topicAttributes: { KmsMasterKeyId: KEY_ARN },
          smsSandbox: true,
          sandboxNumbers: { '+15555550100': 'Verified' },
          smsAttributes: {},
        },
      }),
    });
    expect([faultsIn(stdout), status]).toEqual([[], 0]);
    const said = flat(stdout);
    for (const words of [
      '✓ rule night: The rule is enabled, and hands events to the function.',
      '✓ rate everyone: Ten copies of the function may run at once: no more than ten messages in a second are sent.',
      '✓ rate night: Whatever arrives, fewer than ten messages in a second are sent.',
      '✓ errors night: The function logged no error within 24 hours.',
      'The organization trail management-events covers this account. Only its owner, account 444455556666, can see what it logs, so that is taken on trust.',
      'Lambda runs only 10 functions at a time, all those of the account taken together. While others take up every place, alerts wait, for 6 hours at most. → If other functions run here too, ask for more, which is free, and run this again once you have it:',
      'PublishError: No such topic. It has worked since.',
      `The topic is encrypted with the KMS key ${KEY_ID}.`,
      'The account is in the SMS sandbox, and every number is verified.',
      'The account sets no limit, so that of AWS holds: 1 USD a month, unless it was raised.',
    ]) {
      expect(said).toContain(words);
    }
  });
});

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY_ARN = `arn:aws:kms:eu-central-1:111122223333:key/${KEY_ID}`;
const EVERYONE = 'SsmSessionNotifier-everyone';
const RESTORE =
  'Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it. aws cloudformation create-change-set --stack-name SsmSessionNotifier --change-set-name restore --use-previous-template --capabilities CAPABILITY_IAM --deployment-mode REVERT_DRIFT --region eu-central-1';

function logEntry(minutesAgo: number, entry: object) {
  return { timestamp: Date.now() - minutesAgo * 60_000, message: JSON.stringify(entry) };
}

/** Changes the one rule, function or other part of the list. */
function each<Part>(parts: readonly Part[], change: Partial<Part>): readonly Part[] {
  return parts.map((part) => ({ ...part, ...change }));
}

interface Broken {
  /** Audiences whose events gather in a queue. @default - none */
  readonly buffered?: readonly string[];
  readonly but: (healthy: DeploymentParts) => Partial<DeploymentParts>;
  /** Its whole finding. */
  readonly says: string;
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
    says: `✗ rule The rule is not as it was deployed: it does not pick the session calls out. → ${RESTORE}`,
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
    says: `✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: 1000 copies of the function may run at once. → Let no more run: aws lambda put-function-concurrency --function-name ${EVERYONE}-Function --reserved-concurrent-executions 8 --region eu-central-1`,
  },
  'an account whose limit was raised, to less than can be reserved of': {
    but: ({ functions }) => ({
      concurrentExecutions: 50,
      functions: functions.map(({ ReservedConcurrentExecutions: _, ...one }) => one),
    }),
    says: "✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: 50 copies of the function may run at once. Of so few none can be reserved. → Set delivery: { mode: 'buffered', windowSeconds: 5 } in notifier.config.ts and deploy, or ask for more: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000 --region eu-central-1",
  },
  'a function of an older version, which does not wait': {
    but: ({ functions }) => ({ functions: each(functions, { Environment: { Variables: {} } }) }),
    says: '✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: the function hardly waits between two. → Deploy this version: npx cdk deploy',
  },
  'a buffer that too many copies read': {
    buffered: ['everyone'],
    but: ({ mappings }) => ({ mappings: each(mappings, { ScalingConfig: { MaximumConcurrency: 50 } }) }),
    says: '✗ rate A storm can send more than ten messages in a second, for which SNS suspends email subscriptions: more than 2 copies of the function may read the buffer at once. → Let no more read it: aws lambda update-event-source-mapping --uuid f00d --scaling-config MaximumConcurrency=2 --region eu-central-1',
  },
  'a buffer that is not read': {
    buffered: ['everyone'],
    but: ({ mappings }) => ({ mappings: each(mappings, { State: 'Disabled' }) }),
    says: '✗ rule The rule fills a queue that the function does not read, so nobody is told of a session. → Let it read: aws lambda update-event-source-mapping --uuid f00d --enabled --region eu-central-1',
  },
  'events that were buffered, and failed five times': {
    buffered: ['everyone'],
    but: ({ queues }) => ({ queues: { ...queues, [queueOf('everyone', 'BufferDeadLetterQueue')]: 1 } }),
    says: `✗ queues 1 event waits in the buffer's dead-letter queue: the function failed five times, so nobody was told. SQS keeps an event for 14 days. → Remove the cause, then read them and send them again: npm run replay -- --queue ${queueOf('everyone', 'BufferDeadLetterQueue')}`,
  },
  'nobody subscribed': {
    but: ({ sns }) => ({
      sns: { ...sns, subscriptions: sns.subscriptions.filter(({ topicArn }) => /AlarmTopic/.test(topicArn)) },
    }),
    says: '✗ subscriptions Alerts reach nobody: no subscription is confirmed. → Add someone: npm run subscriptions -- add email you@example.com --audience everyone --stack SsmSessionNotifier --region eu-central-1',
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
  'a key that is to be deleted': {
    but: ({ sns }) => ({
      sns: { ...sns, topicAttributes: { KmsMasterKeyId: KEY_ARN } },
      keys: [{ KeyId: KEY_ID, Arn: KEY_ARN, KeyState: 'PendingDeletion' }],
    }),
    says: `✗ kms The KMS key ${KEY_ID} of the topic is PendingDeletion, so SNS takes no alert. → Keep the key, and enable it after that: aws kms cancel-key-deletion --key-id ${KEY_ID} --region eu-central-1`,
  },
  'events in the failure queue': {
    but: ({ queues }) => ({
      queues: { ...queues, [queueOf('everyone', 'FailureQueue')]: 3 },
    }),
    says: `✗ queues 3 events wait in the failure queue: the function failed, so nobody was told. SQS keeps an event for 14 days. → Remove the cause, then read them and send them again: npm run replay -- --queue ${queueOf('everyone', 'FailureQueue')}`,
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
    says: '✗ alarms All 3 alarms have no action: if the notifier fails, nobody is told. → Set alarms.email or alarms.topicArn in notifier.config.ts, and deploy: npx cdk deploy',
  },
};

function queueOf(audience: string, queue: string): string {
  return `https://sqs.eu-central-1.amazonaws.com/111122223333/SsmSessionNotifier-${audience}-${queue}`;
}

describe('what is wrong is named with its remedy, and nothing else', () => {
  test.concurrent.each(Object.entries(BROKEN))('%s', async (_, { but, buffered = [], says }) => {
    const { status, stdout, stderr } = await doctor({ but, buffered });
    expect(faultsIn(stdout)).toEqual([says]);
    expect(stdout).toContain('\n\n1 fault found.\n');
    expect([status, stderr]).toEqual([1, '']);
  });

  test.concurrent('errors of the function, and text messages that have nearly used up their limit', async () => {
    const { status, stdout } = await doctor({
      but: () => ({
        metrics: { SMSMonthToDateSpentUSD: 17.5 },
        logs: {
          [`${EVERYONE}-FunctionLog`]: [
            logEntry(3 * 24 * 60, { level: 'ERROR', message: 'too old to matter' }),
            logEntry(90, { type: 'platform.report', record: { status: 'success' } }),
            logEntry(60, { type: 'platform.report', record: { status: 'timeout' } }),
            logEntry(10, {
              level: 'ERROR',
              requestId: 'failed-in-part',
              message: { errorType: 'PublishError', errorMessage: 'The alert\u001b[2J was not published' },
            }),
            logEntry(10, { type: 'platform.report', record: { status: 'error' } }),
            logEntry(9, {
              type: 'platform.report',
              record: { status: 'success', requestId: 'failed-in-part' },
            }),
            logEntry(5, { level: 'INFO', message: 'this is no error' }),
          ],
        },
      }),
    });
    expect(faultsIn(stdout)).toEqual([
      expect.stringMatching(
        /^✗ errors The function logged 2 errors within 24 hours, the last on .* UTC: PublishError: The alert�\[2J was not published\. → Remove the cause, then send again what waits in the failure queue\. The log: aws logs tail SsmSessionNotifier-everyone-FunctionLog --since 24h --filter-pattern '.*' --region eu-central-1$/,
      ),
      '✗ sms Text messages have cost 17.50 of the 20 USD a month. Beyond the limit none is sent, and nobody is told. → Have the limit raised: https://docs.aws.amazon.com/sns/latest/dg/channels-sms-awssupport-spend-threshold.html',
    ]);
    expect(status).toBe(1);
  });
});

describe('many faults at once', () => {
  const ruined = doctor({
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

  test.each([
    [
      'trail No trail logs management write events in eu-central-1, so no session is ever seen: management-events leaves them out. → Let the trail management-events log management events, write-only or all, of every service: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
    ],
    [
      'rule everyone: The rule also takes read-only calls. Those that the function makes could come back to it, in a loop. → Let it take the others only: aws events put-rule --name SsmSessionNotifier-everyone-SessionCalls --state ENABLED --event-pattern \'{"$or":',
    ],
    [
      'rule everyone: What the rule cannot hand over is lost: its dead-letter queue is not set. → Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it. aws cloudformation create-change-set --stack-name SsmSessionNotifier --change-set-name restore --use-previous-template --capabilities CAPABILITY_IAM --deployment-mode REVERT_DRIFT --region eu-central-1 --profile ops',
    ],
    [
      'rule night: The rule fills a queue that the function does not read, so nobody is told of a session. → Let it read: aws lambda update-event-source-mapping --uuid f00d --enabled --region eu-central-1 --profile ops',
    ],
    [
      'function everyone: The function cannot be run now: it is Inactive. AWS says: The function is idle. → Lambda put it to sleep',
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
      'subscriptions everyone: Alerts reach nobody: no subscription is confirmed. → Confirm what is pending, as below, or add someone:',
    ],
    [
      "add email 'it'\\''s everyone@example.com' --audience everyone --stack SsmSessionNotifier --region eu-central-1 --profile ops",
    ],
    ['queues everyone: 1 event waits in the dead-letter queue: EventBridge could not hand them over'],
    ['queues night: The failure queue no longer exists.'],
    [
      'alarms The alarm SsmSessionNotifier-everyoneAlarmsFunctionFailing-0A1B2C3D4E5F has the actions switched off: if the notifier fails, nobody is told. → Switch them on: aws cloudwatch enable-alarm-actions',
    ],
    [
      "alarms Alarms reach nobody: the subscription of it's ops@example.com to arn:aws:sns:eu-central-1:111122223333:SsmSessionNotifier-AlarmTopic is pending.",
    ],
  ])('are all told: %s', async (words) => {
    const { stdout } = await ruined;
    expect(faultsIn(stdout).join('\n')).toContain(words);
  });

  test('make the command fail, with their number', async () => {
    const { status, stdout, stderr } = await ruined;
    expect(stdout).toMatch(/\n\n17 faults found\.\n$/);
    expect([status, stderr]).toEqual([1, '']);
  });
});

/** A file with a profile "ops". */
function profiles(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'config');
  writeFileSync(file, '[profile ops]\naws_access_key_id = local\naws_secret_access_key = local\n');
  return file;
}

describe('where AWS gives no answer', () => {
  test.concurrent('the part is not checked, and the missing permission or the reason is named', async () => {
    const denied: readonly [ServiceName, string][] = [
      ['CLOUDTRAIL', 'DescribeTrails'],
      ['EVENTBRIDGE', 'ListTargetsByRule'],
      ['LAMBDA', 'GetAccountSettings'],
      ['CLOUDWATCH_LOGS', 'FilterLogEvents'],
      ['KMS', 'DescribeKey'],
      ['CLOUDWATCH', 'DescribeAlarms'],
    ];
    const { status, stdout } = await doctor({
      but: ({ sns }) => ({ sns: { ...sns, topicAttributes: { KmsMasterKeyId: KEY_ARN } } }),
      prepare: ({ services }) => {
        for (const [service, action] of denied) {
          services[service].failWhen((request) =>
            request.action === action
              ? { status: 400, code: 'AccessDeniedException', message: 'not authorized' }
              : undefined,
          );
        }
        services.SQS.failAlways({ status: 400, code: 'Odd', message: 'A bad day.' });
        services.SNS.failWhen(({ action }) =>
          action === 'GetSMSAttributes' ? { status: 403, code: 'AuthorizationError' } : undefined,
        );
      },
    });
    const lacking = ([check, permission]: readonly string[]) =>
      `? ${check} Not checked: these AWS credentials lack the permission ${permission}. → Allow ${permission} to whoever runs this, and run it again.`;
    expect(faultsIn(stdout)).toEqual([
      ...[
        ['trail', 'cloudtrail:DescribeTrails'],
        ['rule', 'events:ListTargetsByRule'],
        ['errors', 'logs:FilterLogEvents'],
        ['concurrency', 'lambda:GetAccountSettings'],
        ['rate', 'lambda:GetAccountSettings'],
        ['kms', 'kms:DescribeKey'],
        ['sms', 'sns:GetSMSAttributes'],
      ].map(lacking),
      '? queues Not checked. sqs:GetQueueAttributes failed in eu-central-1: Odd: A bad day. → Run it again. If this stays, look the same up in the AWS console.',
      lacking(['alarms', 'cloudwatch:DescribeAlarms']),
    ]);
    expect(stdout).toContain('\n\n9 parts could not be checked.\n');
    expect(status).toBe(1);
  });

  test.concurrent('without credentials it says so, without a trace', async () => {
    const { status, stdout, stderr } = await doctor({
      env: {
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_EC2_METADATA_DISABLED: 'true',
        HOME: mkdtempSync(join(tmpdir(), 'doctor-')),
      },
    });
    expect(flat(stderr)).toMatch(/^error: No AWS credentials: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect([status, stdout]).toEqual([1, '']);
  });

  test.concurrent('a missing stack is named, and where it was looked for', async () => {
    const { status, stdout, stderr } = await doctor({ args: ['--stack', 'Other', '--region', 'eu-west-1'] });
    expect(flat(stderr)).toMatch(/^error: There is no stack Other in eu-west-1\. /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect([status, stdout]).toEqual([1, '']);
  });
});

describe('--json', () => {
  test.concurrent('prints every finding, for machines', async () => {
    const { status, stdout } = await doctor({
      args: ['--json'],
      but: ({ rules }) => ({ rules: each(rules, { State: 'DISABLED', Targets: [] }) }),
    });
    const { findings, ...summary } = JSON.parse(stdout);
    expect(summary).toEqual({
      stack: 'SsmSessionNotifier',
      region: 'eu-central-1',
      account: '111122223333',
      well: false,
    });
    expect(findings).toHaveLength(13);
    expect(findings[2].says).toBe('The rule does not hand events to the function.');
    expect(findings).toContainEqual({
      check: 'rule',
      state: 'wrong',
      audience: 'everyone',
      says: 'The rule is disabled, so no session reaches the function.',
      remedy: 'Enable it:',
      command: `aws events enable-rule --name ${EVERYONE}-SessionCalls --region eu-central-1`,
    });
    expect(status).toBe(1);
  });
});

describe('--send-test', () => {
  test.concurrent('puts one marked event on the bus, and says what should arrive where', async () => {
    const { status, stdout, deployment } = await doctor({ args: ['--send-test'] });
    const sent = deployment.services.EVENTBRIDGE.requests.filter(({ action }) => action === 'PutEvents');
    expect(sent).toEqual([
      {
        action: 'PutEvents',
        input: {
          Entries: [
            {
              Source: TEST_EVENT_SOURCE,
              DetailType: TEST_EVENT_DETAIL_TYPE,
              Detail: expect.any(String),
            },
          ],
        },
      },
    ]);
    const [{ Detail }] = (sent[0] as Call).input.Entries as [{ Detail: string }];
    const detail = JSON.parse(Detail);
    expect(detail).toEqual({
      marker: 'This is a test of ssm-session-notifier. No session was opened.',
      requestedBy: expect.stringMatching(/^\S+@\S+$/),
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      id: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(stdout).toContain(`
All is well.

Test event ${detail.id} is on its way.

An alert that begins with TEST and holds this id should arrive within a minute
at
  email  everyone@example.com
  sms    +15555550100
  sqs    arn:aws:sqs:eu-central-1:111122223333:everyone
`);
    expect(status).toBe(0);
  });

  test.concurrent('allows for the window in which events gather', async () => {
    const { status, stdout } = await doctor({ args: ['--send-test'], buffered: ['everyone'] });
    expect(flat(stdout)).toContain(
      'should arrive within a minute of the window in which events gather at email everyone@example.com',
    );
    expect(status).toBe(0);
  });

  test.concurrent('says that a rule from before does not pass the event on', async () => {
    const { status, stdout } = await doctor({
      args: ['--send-test', '--audience', 'night'],
      audiences: ['everyone', 'night'],
      but: ({ rules }) => ({
        rules: each(rules, {
          EventPattern: '{"source":["aws.ssm"],"detail":{"eventSource":["ssm.amazonaws.com"]}}',
        }),
      }),
    });
    expect(flat(stdout)).toContain('All is well. Test event');
    expect(flat(stdout)).toContain(
      'is on its way. Nothing will arrive: the rule does not pass test events on. Deploy this version first: npx cdk deploy',
    );
    expect(stdout).not.toContain('everyone');
    expect(status).toBe(1);
  });

  test.concurrent('tells why no event could be sent, after what was found', async () => {
    const { status, stdout } = await doctor({
      args: ['--send-test'],
      prepare: ({ services }) =>
        services.EVENTBRIDGE.failWhen(({ action }) =>
          action === 'PutEvents'
            ? { status: 400, code: 'AccessDeniedException', message: 'not authorized' }
            : undefined,
        ),
    });
    expect(flat(stdout)).toContain(
      'All is well. No test event was sent. These AWS credentials lack the permission events:PutEvents.',
    );
    expect(status).toBe(1);
  });
});

describe('the command line', () => {
  test.concurrent('--help explains the options and the exit status', async () => {
    const { status, stdout } = await runCli('doctor', ['--help']);
    expect(stdout).toContain(
      'Exit status: 0 all is well, 1 something is wrong or could not be checked, 2 misused.',
    );
    expect(status).toBe(0);
  });

  test.concurrent('an unknown option is misuse', async () => {
    const { status, stdout, stderr } = await runCli('doctor', ['--nonsense']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: /);
  });

  test.concurrent('an audience that there is not is misuse, and the names are told', async () => {
    const { status, stderr } = await doctor({ args: ['--audience', 'day'] });
    expect(flat(stderr)).toBe('error: There is no audience "day". There is: everyone. ');
    expect(status).toBe(2);
  });
});
