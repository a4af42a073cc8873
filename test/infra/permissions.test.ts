import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import {
  ACCOUNT,
  administrator,
  anybody,
  deployed,
  OTHER_ACCOUNT,
  other,
  type Principal,
  type Statement,
  service,
} from '../support/permissions.ts';

/** Everything off, and everything on. */
const plain = deployed({ lookups: false });
const full = deployed({ deduplicate: true, delivery: { mode: 'buffered', windowSeconds: 60 } });
const looking = deployed();

const LOOK_UPS = ['ssm:DescribeSessions', 'ssm:DescribeInstanceInformation', 'tag:GetResources'];
const RESERVING = ['lambda:GetAccountSettings'];
const CONSUMING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];
const REMEMBERING = ['dynamodb:PutItem', 'dynamodb:DeleteItem'];

const DEPLOYMENTS = { plain, full, looking };

describe.each(Object.entries(DEPLOYMENTS))(
  'the function (%s)',
  (_, { may, theFunction, notifier, arnOf }) => {
    const topic = arnOf(notifier.topic.topicArn);
    const logGroup = arnOf(notifier.notify.logGroup.logGroupArn).replace(/:\*$/, '');

    test.each([
      ['publish to its topic', 'sns:Publish', topic],
      ['open a stream of its log', 'logs:CreateLogStream', `${logGroup}:*`],
      ['write to a stream of its log', 'logs:PutLogEvents', `${logGroup}:log-stream:2026`],
      ['keep a failed event', 'sqs:SendMessage', arnOf(notifier.failureQueue.queueArn)],
    ])('may %s', async (_, action, resource) => {
      expect(await may(theFunction, action, resource)).toBe(true);
    });

    test.each([
      ['sns:Publish', other('sns', 'another-topic')],
      ['sns:Publish', other('sns', `${topic.split(':').at(-1)}2`)],
      ['sns:Subscribe', topic],
      ['sns:SetTopicAttributes', topic],
      ['sns:DeleteTopic', topic],
      ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/Administrator`],
      ['iam:CreateUser', `arn:aws:iam::${ACCOUNT}:user/trudy`],
      ['iam:AttachRolePolicy', String(theFunction.context['aws:PrincipalArn'])],
      ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/Administrator`],
      ['s3:GetObject', 'arn:aws:s3:::trail-logs/AWSLogs/file.json.gz'],
      ['ssm:StartSession', other('ec2', 'instance/i-0c3a9b7e5d1f28460')],
      ['ssm:TerminateSession', other('ssm', 'session/freja-q7w2e9r4t6y3u8i5o2p7a4s9d6')],
      ['ssm:SendCommand', other('ec2', 'instance/i-0c3a9b7e5d1f28460')],
      ['ssm:GetParameter', other('ssm', 'parameter/password')],
      ['secretsmanager:GetSecretValue', other('secretsmanager', 'secret:password-abcdef')],
      ['dynamodb:Scan', other('dynamodb', 'table/anything')],
      ['dynamodb:PutItem', other('dynamodb', 'table/anything')],
      ['sqs:ReceiveMessage', arnOf(notifier.failureQueue.queueArn)],
      ['sqs:PurgeQueue', arnOf(notifier.failureQueue.queueArn)],
      ['sqs:ReceiveMessage', arnOf(notifier.deadLetterQueue.queueArn)],
      ['sqs:SendMessage', other('sqs', 'anything')],
      ['logs:PutLogEvents', other('logs', 'log-group:another:log-stream:2026')],
      ['logs:DeleteLogGroup', `${logGroup}:*`],
      ['events:DisableRule', arnOf(notifier.rule.ruleArn)],
      ['lambda:InvokeFunction', arnOf(notifier.notify.functionArn)],
      ['lambda:UpdateFunctionCode', arnOf(notifier.notify.functionArn)],
      ['ec2:RunInstances', other('ec2', 'instance/*')],
    ])('may not do %s on %s', async (action, resource) => {
      expect(await may(theFunction, action, resource)).toBe(false);
    });

    test('may send nothing in the clear', async () => {
      expect(await may(theFunction, 'sns:Publish', topic, { 'aws:SecureTransport': 'false' })).toBe(false);
    });
  },
);

describe('what the function may do only where it is set up', () => {
  test.each(LOOK_UPS)('%s: with look-ups', async (action) => {
    expect(await looking.may(looking.theFunction, action, '*')).toBe(true);
    expect(await plain.may(plain.theFunction, action, '*')).toBe(false);
  });

  test.each(REMEMBERING)('%s: on its own table, with deduplication', async (action) => {
    const table = full.arnOf(full.notifier.ledger?.tableArn);

    expect(await full.may(full.theFunction, action, table)).toBe(true);
    expect(await looking.may(looking.theFunction, action, table)).toBe(false);
  });

  test.each(['Scan', 'Query', 'GetItem', 'UpdateItem', 'DeleteTable'])(
    'nothing else on the table: %s',
    async (action) => {
      const table = full.arnOf(full.notifier.ledger?.tableArn);

      expect(await full.may(full.theFunction, `dynamodb:${action}`, table)).toBe(false);
    },
  );

  test.each(CONSUMING)('%s: on the buffer, if there is one', async (action) => {
    const buffer = full.arnOf(full.notifier.buffer?.queue.queueArn);

    expect(await full.may(full.theFunction, action, buffer)).toBe(true);
    expect(await looking.may(looking.theFunction, action, buffer)).toBe(false);
  });

  test.each(['sqs:SendMessage', 'sqs:PurgeQueue', 'sqs:SetQueueAttributes'])(
    'nothing else on the buffer: %s',
    async (action) => {
      expect(await full.may(full.theFunction, action, full.arnOf(full.notifier.buffer?.queue.queueArn))).toBe(
        false,
      );
    },
  );
});

describe.each(Object.entries(DEPLOYMENTS))('nobody else (%s)', (_, { may, notifier, arnOf }) => {
  const topic = arnOf(notifier.topic.topicArn);
  const rule = arnOf(notifier.rule.ruleArn);
  const deadLetterQueue = arnOf(notifier.deadLetterQueue.queueArn);
  const anotherRule = other('events', 'rule/another');
  const queues = [
    notifier.deadLetterQueue,
    notifier.failureQueue,
    ...(notifier.buffer ? [notifier.buffer.queue, notifier.buffer.deadLetterQueue] : []),
  ].map(({ queueArn }) => arnOf(queueArn));

  test.each([
    ['an administrator of this account', administrator(ACCOUNT)],
    ['an administrator of another account', administrator(OTHER_ACCOUNT)],
    ['somebody without credentials', anybody],
    ['the rule', service('events.amazonaws.com', rule)],
    ['CloudWatch', service('cloudwatch.amazonaws.com', other('cloudwatch', 'alarm:any'))],
  ])('may publish an alert: not %s', async (_, principal) => {
    expect(await may(principal, 'sns:Publish', topic)).toBe(false);
  });

  test.each([
    ['an administrator of another account', administrator(OTHER_ACCOUNT)],
    ['somebody without credentials', anybody],
    ['another rule', service('events.amazonaws.com', anotherRule)],
    ['SNS', service('sns.amazonaws.com', topic)],
  ])('may put an event into a queue: not %s', async (_, principal) => {
    for (const queue of queues) expect(await may(principal, 'sqs:SendMessage', queue)).toBe(false);
  });

  test.each([
    ['an administrator of this account', administrator(ACCOUNT)],
    ['another rule', service('events.amazonaws.com', anotherRule)],
    ['Lambda', service('lambda.amazonaws.com', arnOf(notifier.notify.functionArn))],
  ])('may forge an event in what the rule fills: not %s', async (_, principal) => {
    const filled = [notifier.deadLetterQueue, ...(notifier.buffer ? [notifier.buffer.queue] : [])];

    for (const { queueArn } of filled) {
      expect(await may(principal, 'sqs:SendMessage', arnOf(queueArn))).toBe(false);
    }
  });

  test.each([
    ['an administrator of another account', administrator(OTHER_ACCOUNT)],
    ['somebody without credentials', anybody],
  ])('may read a queue, or subscribe: not %s', async (_, principal) => {
    for (const queue of queues) expect(await may(principal, 'sqs:ReceiveMessage', queue)).toBe(false);
    expect(await may(principal, 'sns:Subscribe', topic)).toBe(false);
  });

  test('among the services fills the dead-letter queue but the rule, and that over TLS', async () => {
    const theRule = service('events.amazonaws.com', rule);

    expect(await may(theRule, 'sqs:SendMessage', deadLetterQueue)).toBe(true);
    expect(await may(theRule, 'sqs:SendMessage', deadLetterQueue, { 'aws:SecureTransport': 'false' })).toBe(
      false,
    );
    expect(await may(service('lambda.amazonaws.com', rule), 'sqs:SendMessage', deadLetterQueue)).toBe(false);
  });
});

describe('what reserves concurrency when the notifier is deployed', () => {
  const { may, theReservation, theProvider, reservationArn, notifier, arnOf } = looking;
  const theNotifier = arnOf(notifier.notify.functionArn);

  test.each([
    ['lambda:GetAccountSettings', '*'],
    ['lambda:PutFunctionConcurrency', theNotifier],
    ['lambda:GetFunctionConcurrency', theNotifier],
  ])('may do %s', async (action, resource) => {
    expect(await may(theReservation as Principal, action, resource)).toBe(true);
  });

  test('is called by what CloudFormation calls', async () => {
    expect(await may(theProvider as Principal, 'lambda:InvokeFunction', String(reservationArn))).toBe(true);
  });

  test.each([
    ['lambda:PutFunctionConcurrency', other('lambda', 'function:another')],
    ['lambda:DeleteFunctionConcurrency', theNotifier],
    ['lambda:InvokeFunction', theNotifier],
    ['lambda:UpdateFunctionCode', theNotifier],
    ['lambda:UpdateFunctionConfiguration', theNotifier],
    ['sns:Publish', arnOf(notifier.topic.topicArn)],
    ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/Administrator`],
    ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/Administrator`],
    ['ssm:StartSession', other('ec2', 'instance/i-0c3a9b7e5d1f28460')],
  ])('may not do %s on %s, nor may its caller', async (action, resource) => {
    for (const principal of [theReservation, theProvider]) {
      expect(await may(principal as Principal, action, resource)).toBe(false);
    }
  });

  test('is not there where a queue holds the function down', () => {
    expect(full.theReservation).toBeUndefined();
    expect(full.theProvider).toBeUndefined();
  });
});

test('the rule fills the buffer', async () => {
  const buffer = full.arnOf(full.notifier.buffer?.queue.queueArn);
  const rule = full.arnOf(full.notifier.rule.ruleArn);

  expect(await full.may(service('events.amazonaws.com', rule), 'sqs:SendMessage', buffer)).toBe(true);
});

describe.each(Object.entries(DEPLOYMENTS))(
  'by the template (%s)',
  (name, { policies, roles, resourcePolicies, reservationArn }) => {
    const allowed = [...policies, ...resourcePolicies()]
      .flatMap((policy): readonly Statement[] => policy?.Statement ?? [])
      .filter(({ Effect }) => Effect === 'Allow');
    const isWild = (value: unknown) => [value].flat().some((one) => String(one).includes('*'));

    test('a role has no policy but those that are looked at here', () => {
      for (const role of roles) expect(role).not.toHaveProperty('Policies');
      for (const role of roles) expect(role).not.toHaveProperty('ManagedPolicyArns');
    });

    test('a role may do what is listed here, and nothing else', () => {
      const actions = policies.flatMap((policy) => policy?.Statement ?? []).flatMap(({ Action }) => Action);
      const reserving = [
        ...RESERVING,
        'lambda:PutFunctionConcurrency',
        'lambda:GetFunctionConcurrency',
        'lambda:InvokeFunction',
        'lambda:GetFunction',
      ];
      const allowed = [
        ...['sns:Publish', 'sqs:SendMessage', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        // What the CDK allows to a reader of a queue and to a sender.
        ...['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
        ...(name === 'plain' ? [] : LOOK_UPS),
        ...(name === 'full' ? [...CONSUMING, ...REMEMBERING] : reserving),
      ];
      expect([...new Set(actions)].sort()).toEqual([...allowed].sort());
    });

    test('no action is allowed by a wildcard', () => {
      expect(allowed.filter(({ Action }) => isWild(Action))).toEqual([]);
    });

    test('no resource is, but for the calls that know no other, the streams of an own log, and versions of an own function', () => {
      const wild = allowed
        .flatMap(({ Action, Resource }) => [Action].flat().map((action) => ({ action, Resource })))
        .filter(({ action, Resource }) => isWild(Resource) && ![...LOOK_UPS, ...RESERVING].includes(action))
        .filter(({ action, Resource }) => !isVersion(action, Resource));

      expect(new Set(wild.map(({ action }) => action))).toEqual(
        new Set(['logs:CreateLogStream', 'logs:PutLogEvents']),
      );
    });

    function isVersion(action: string, resource: unknown): boolean {
      const versions = isDeepStrictEqual(resource, [reservationArn, `${reservationArn}:*`]);
      return action === 'lambda:InvokeFunction' && versions;
    }
  },
);
