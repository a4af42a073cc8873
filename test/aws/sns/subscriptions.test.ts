import {
  GetSMSSandboxAccountStatusCommand,
  ListSubscriptionsByTopicCommand,
  paginateListSubscriptionsByTopic,
  SubscribeCommand,
  type SubscribeCommandInput,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Connection, connect, TOPIC } from '../../support/sns-client.ts';
import type { SnsAccountOptions } from './sns.ts';
import type { StandInSubscription } from './subscriptions.ts';

let connection: Connection | undefined;

afterEach(() => connection?.close());

async function connected(options: SnsAccountOptions = {}) {
  connection = await connect({ topics: [TOPIC], ...options });
  const { sns, client } = connection;
  const subscribe = (input: Partial<SubscribeCommandInput>) =>
    client.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol: 'email', ...input }));
  return { sns, client, subscribe };
}

function subscription(endpoint: string, state: StandInSubscription['state']): StandInSubscription {
  return { topicArn: TOPIC, protocol: 'email', endpoint, state, arn: `${TOPIC}:${endpoint}` };
}

describe('Subscribe', () => {
  test.each([
    ['email', 'you@example.com'],
    ['https', 'https://alerts.example.com'],
    ['sqs', 'arn:aws:sqs:eu-central-1:999988887777:alerts'],
  ])('leaves %s %s pending, and returns the ARN only when it is asked for', async (Protocol, Endpoint) => {
    const { subscribe } = await connected();

    const plain = await subscribe({ Protocol, Endpoint });
    const withArn = await subscribe({ Protocol, Endpoint, ReturnSubscriptionArn: true });

    expect(plain.SubscriptionArn).toBe('pending confirmation');
    expect(withArn.SubscriptionArn).toMatch(`${TOPIC}:`);
  });

  test.each([
    ['sms', '+15555550100'],
    ['sqs', 'arn:aws:sqs:eu-central-1:111122223333:alerts'],
    ['lambda', 'arn:aws:lambda:eu-central-1:111122223333:function:alerts'],
  ])('confirms %s %s at once', async (Protocol, Endpoint) => {
    const { subscribe } = await connected();

    const { SubscriptionArn } = await subscribe({ Protocol, Endpoint });

    expect(SubscriptionArn).toMatch(`${TOPIC}:`);
  });

  test('does not subscribe twice', async () => {
    const { sns, subscribe } = await connected();
    const input = { Protocol: 'sms', Endpoint: '+15555550100' };

    const first = await subscribe(input);
    const second = await subscribe(input);

    expect(second.SubscriptionArn).toBe(first.SubscriptionArn);
    expect(sns.subscriptions).toHaveLength(1);
  });

  test.each([
    ['fax', '+15555550100', 'Amazon SNS does not support this protocol string: fax'],
    ['email', 'you', 'Email address'],
    ['https', 'http://alerts.example.com', 'Endpoint must match the specified protocol'],
    ['sms', 'you', 'Invalid SMS endpoint: you'],
    ['sqs', 'https://sqs.eu-central-1.amazonaws.com/111122223333/alerts', 'SQS endpoint ARN'],
    [
      'sqs',
      'arn:aws:sqs:eu-central-1:111122223333:alerts.fifo',
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    ],
    ['firehose', 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/x', 'SubscriptionRoleArn'],
  ])('refuses %s %s', async (Protocol, Endpoint, problem) => {
    const { subscribe } = await connected();

    await expect(subscribe({ Protocol, Endpoint })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: `Invalid parameter: ${problem}`,
    });
  });
});

describe('ListSubscriptionsByTopic', () => {
  test('shows states in the place of the ARN', async () => {
    const { client } = await connected({
      subscriptions: [
        subscription('a', 'confirmed'),
        subscription('b', 'pending'),
        subscription('c', 'deleted'),
      ],
    });

    const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }));

    expect(Subscriptions?.map(({ SubscriptionArn }) => SubscriptionArn)).toEqual([
      `${TOPIC}:a`,
      'PendingConfirmation',
      'Deleted',
    ]);
    expect(Subscriptions?.[0]).toMatchObject({ Endpoint: 'a', Owner: '111122223333', TopicArn: TOPIC });
  });

  test('hands out pages of a hundred', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `reader-${index}`);
    const { client } = await connected({
      subscriptions: names.map((name) => subscription(name, 'confirmed')),
    });

    const pages: (string | undefined)[][] = [];
    for await (const page of paginateListSubscriptionsByTopic({ client }, { TopicArn: TOPIC })) {
      pages.push((page.Subscriptions ?? []).map(({ Endpoint }) => Endpoint));
    }

    expect(pages.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(pages.flat()).toEqual(names);
  });

  test('knows only the topics that exist', async () => {
    const { client } = await connected();

    await expect(
      client.send(new ListSubscriptionsByTopicCommand({ TopicArn: `${TOPIC}-2` })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('Unsubscribe', () => {
  test('ends a subscription, and does nothing the second time', async () => {
    const { sns, client } = await connected({ subscriptions: [subscription('a', 'confirmed')] });

    await client.send(new UnsubscribeCommand({ SubscriptionArn: `${TOPIC}:a` }));
    await client.send(new UnsubscribeCommand({ SubscriptionArn: `${TOPIC}:a` }));

    expect(sns.subscriptions).toEqual([]);
  });

  test.each([['PendingConfirmation'], [`${TOPIC}:b`]])(
    'refuses what is pending: %s',
    async (SubscriptionArn) => {
      const { client } = await connected({ subscriptions: [subscription('b', 'pending')] });

      await expect(client.send(new UnsubscribeCommand({ SubscriptionArn }))).rejects.toMatchObject({
        name: 'InvalidParameterException',
      });
    },
  );
});

test.each([true, false])('the account is in the SMS sandbox: %s', async (smsSandbox) => {
  const { client } = await connected({ smsSandbox });

  const { IsInSandbox } = await client.send(new GetSMSSandboxAccountStatusCommand({}));

  expect(IsInSandbox).toBe(smsSandbox);
});
