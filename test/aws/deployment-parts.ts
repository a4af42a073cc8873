import {
  type DeliveryMode,
  DIRECT,
  maxConcurrency,
  PUBLISH_INTERVAL_MS,
} from '../../infra/config/delivery.ts';
import { rulePattern } from '../../infra/event-pattern/event-pattern.ts';
import { AUDIENCES_OUTPUT, type AudienceOutput } from '../../infra/outputs.ts';
import { testTokenOf } from '../../infra/test-token.ts';
import { type StandInResource, stackIdOf } from './cloudformation.ts';
import type { StandInTrail } from './cloudtrail.ts';
import type { StandInAlarm } from './cloudwatch.ts';
import type { StandInLogEvent } from './cloudwatch-logs.ts';
import type { StandInRule } from './eventbridge.ts';
import type { StandInKey } from './kms.ts';
import type { StandInFunction, StandInMapping } from './lambda.ts';
import type { SnsAccountOptions } from './sns/sns.ts';
import type { StandInSubscription } from './sns/subscriptions.ts';

export const REGION = 'eu-central-1';
export const ACCOUNT = '111122223333';
export const STACK = 'SsmSessionNotifier';

/** What the services know of a deployment. */
export interface DeploymentParts {
  /** Of the stack. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What was deployed, as far as it says who is subscribed. */
  readonly template: StandInTemplate;
  readonly resources: readonly StandInResource[];
  readonly trails: readonly StandInTrail[];
  readonly rules: readonly StandInRule[];
  readonly functions: readonly StandInFunction[];
  /** Queues that functions read. */
  readonly mappings: readonly StandInMapping[];
  /** How many functions may run at a time in the account. */
  readonly concurrentExecutions: number;
  /** By the name of the log group. */
  readonly logs: Readonly<Record<string, readonly StandInLogEvent[]>>;
  readonly sns: SnsAccountOptions & { readonly subscriptions: readonly StandInSubscription[] };
  readonly keys: readonly StandInKey[];
  /** How many messages wait, by the URL of the queue. */
  readonly queues: Readonly<Record<string, number>>;
  /** What is set on a queue, by its URL. */
  readonly queueAttributes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly alarms: readonly StandInAlarm[];
  /** The newest value of metrics that have no dimension. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * A deployment of which every part is as it should be, with an email, an SMS and a queue for each audience.
 *
 * @param buffered names of those whose events gather in a queue
 */
export function healthyParts(
  audiences: readonly string[] = ['everyone'],
  buffered: readonly string[] = [],
): DeploymentParts {
  const outputs = audiences.map((name) => outputOf(name, buffered.includes(name)));
  return {
    outputs: { [AUDIENCES_OUTPUT.key]: JSON.stringify(outputs) },
    template: {
      Resources: Object.assign(
        subscriptionResource('AlarmTopic', 'email', 'ops@example.com'),
        ...outputs.map(templateOf),
      ),
    },
    resources: [
      { logicalId: 'AlarmTopic', physicalId: ALARM_TOPIC, type: 'AWS::SNS::Topic' },
      ...outputs.map(({ name, topicArn }) => ({
        logicalId: `${name}Topic`,
        physicalId: topicArn,
        type: 'AWS::SNS::Topic',
      })),
    ],
    trails: [
      {
        Name: 'management-events',
        TrailARN: `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/management-events`,
        HomeRegion: 'eu-west-1',
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        IsLogging: true,
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] }],
      },
    ],
    rules: outputs.map(ruleOf),
    functions: outputs.map(functionOf),
    mappings: outputs.flatMap(mappingsOf),
    concurrentExecutions: 1000,
    logs: Object.fromEntries(outputs.map(({ functionName }) => [logGroupOf(functionName), []])),
    sns: {
      topics: [...outputs.map(({ topicArn }) => topicArn), ALARM_TOPIC],
      topicAttributes: {
        ...Object.fromEntries(outputs.map(({ topicArn }) => [topicArn, { KmsMasterKeyId: 'alias/aws/sns' }])),
        [ALARM_TOPIC]: { Policy: ALARM_TOPIC_POLICY },
      },
      originationNumbers: ['+15555550199'],
      smsAttributes: { MonthlySpendLimit: '20', DefaultSMSType: 'Transactional' },
      subscriptions: [
        ...outputs.flatMap(subscriptionsOf),
        subscription(ALARM_TOPIC, 'email', 'ops@example.com'),
      ],
    },
    keys: [
      {
        KeyId: '0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f',
        Arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/0a1b2c3d-0a1b-4c2d-8e3f-0a1b2c3d4e5f`,
        KeyState: 'Enabled',
        aliases: ['alias/aws/sns'],
      },
    ],
    queues: Object.fromEntries(
      outputs.flatMap((output) => {
        const { deadLetterQueueUrl, failureQueueUrl, bufferUrl, bufferDeadLetterQueueUrl } = output;
        return [
          ...[deadLetterQueueUrl, failureQueueUrl, bufferUrl, bufferDeadLetterQueueUrl],
          subscribedQueueUrl(output),
        ].flatMap((url) => (url === undefined ? [] : [[url, 0]]));
      }),
    ),
    queueAttributes: Object.fromEntries(
      outputs.map((output) => [subscribedQueueUrl(output), { Policy: queuePolicy(output) }]),
    ),
    alarms: outputs.flatMap(alarmsOf),
    metrics: { SMSMonthToDateSpentUSD: 0.42 },
  };
}

export const ALARM_TOPIC = `arn:aws:sns:${REGION}:${ACCOUNT}:${STACK}-AlarmTopic`;

const ALARM_TOPIC_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: ALARM_TOPIC,
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:*` },
      },
    },
  ],
});

function outputOf(name: string, buffered: boolean): AudienceOutput {
  const queueUrl = (queue: string) =>
    `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${STACK}-${name}-${queue}`;
  return {
    name,
    topicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:${STACK}-${name}-Topic`,
    functionName: `${STACK}-${name}-Function`,
    ruleName: `${STACK}-${name}-SessionCalls`,
    deadLetterQueueUrl: queueUrl('DeadLetterQueue'),
    failureQueueUrl: queueUrl('FailureQueue'),
    bufferUrl: buffered ? queueUrl('Buffer') : undefined,
    bufferDeadLetterQueueUrl: buffered ? queueUrl('BufferDeadLetterQueue') : undefined,
    alarms: ALARMS.length,
  };
}

function logGroupOf(functionName: string): string {
  return `${functionName}Log`;
}

const BUFFERED: DeliveryMode = { mode: 'buffered', windowSeconds: 60 };

function functionOf({ functionName, bufferUrl }: AudienceOutput): StandInFunction {
  const mode = bufferUrl === undefined ? DIRECT : BUFFERED;
  return {
    FunctionName: functionName,
    State: 'Active',
    LastUpdateStatus: 'Successful',
    LoggingConfig: { LogGroup: logGroupOf(functionName) },
    Environment: { Variables: { PUBLISH_INTERVAL_MS: String(PUBLISH_INTERVAL_MS) } },
    ...(bufferUrl === undefined && { ReservedConcurrentExecutions: maxConcurrency(mode) }),
  };
}

function mappingsOf({ functionName, bufferUrl }: AudienceOutput): readonly StandInMapping[] {
  if (bufferUrl === undefined) return [];
  return [
    {
      UUID: 'f00d',
      EventSourceArn: queueArn(bufferUrl),
      FunctionArn: functionArn(functionName),
      State: 'Enabled',
      ScalingConfig: { MaximumConcurrency: maxConcurrency(BUFFERED) },
    },
  ];
}

function functionArn(name: string): string {
  return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}

function queueArn(url: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${url.split('/').at(-1)}`;
}

function ruleOf({ ruleName, functionName, deadLetterQueueUrl, bufferUrl }: AudienceOutput): StandInRule {
  return {
    Name: ruleName,
    State: 'ENABLED',
    EventPattern: JSON.stringify(rulePattern({}, testTokenOf(stackIdOf(STACK)))),
    Targets: [
      {
        Id: 'Target0',
        Arn: bufferUrl === undefined ? functionArn(functionName) : queueArn(bufferUrl),
        DeadLetterConfig: { Arn: queueArn(deadLetterQueueUrl) },
      },
    ],
  };
}

function subscriptionsOf({ name, topicArn }: AudienceOutput): readonly StandInSubscription[] {
  return [
    subscription(topicArn, 'email', `${name}@example.com`),
    subscription(topicArn, 'sms', '+15555550100'),
    subscription(topicArn, 'sqs', `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`),
  ];
}

/** Of the queue that is subscribed to an audience. */
export function subscribedQueueUrl({ name }: Pick<AudienceOutput, 'name'>): string {
  return `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`;
}

function queuePolicy({ name, topicArn }: AudienceOutput): string {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`,
    Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

/** A template with its subscriptions alone. */
export interface StandInTemplate {
  readonly Resources: Readonly<Record<string, object>>;
}

/** The email and the queue, which is named by its region and account. The number was added by hand. */
function templateOf({ name }: AudienceOutput): StandInTemplate['Resources'] {
  const queue = [
    'arn:',
    { Ref: 'AWS::Partition' },
    ':sqs:',
    { Ref: 'AWS::Region' },
    ':',
    { Ref: 'AWS::AccountId' },
    `:${name}`,
  ];
  return {
    ...subscriptionResource(`${name}Topic`, 'email', `${name}@example.com`),
    ...subscriptionResource(`${name}Topic`, 'sqs', { 'Fn::Join': ['', queue] }),
  };
}

/** One subscription of a template, by its logical id. */
export function subscriptionResource(
  topic: string,
  Protocol: string,
  Endpoint: string | object,
  attributes: object = {},
): StandInTemplate['Resources'] {
  const id = `${topic}${Protocol}${JSON.stringify(Endpoint)}`.replaceAll(/\W/g, '');
  const Properties = { TopicArn: { Ref: topic }, Protocol, Endpoint };
  return { [id]: { Type: 'AWS::SNS::Subscription', Properties, ...attributes } };
}

function subscription(topicArn: string, protocol: string, endpoint: string): StandInSubscription {
  return { topicArn, protocol, endpoint, state: 'confirmed', arn: `${topicArn}:of-${protocol}` };
}

const ALARMS = ['FunctionFailing', 'EventInFailureQueue', 'SubscriberNotReached'];

/** Three of the alarms, named as CloudFormation does. */
function alarmsOf({ name }: AudienceOutput): readonly StandInAlarm[] {
  return ALARMS.map((failure) => ({
    AlarmName: `${STACK}-${name}Alarms${failure}-0A1B2C3D4E5F`,
    AlarmArn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${STACK}-${name}Alarms${failure}-0A1B2C3D4E5F`,
    AlarmDescription: `What ${failure} means, and what to do next.`,
    StateValue: 'OK',
    StateUpdatedTimestamp: Date.UTC(2026, 4, 4, 9) / 1000,
    ActionsEnabled: true,
    AlarmActions: [ALARM_TOPIC],
  }));
}
