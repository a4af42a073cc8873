import { ListTopicsCommand, type PublishCommandInput } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Connection, connect, TOPIC } from '../../support/sns-client.ts';

let connection: Connection;

beforeAll(async () => {
  connection = await connect({ topics: [TOPIC] });
});

afterAll(() => connection.close());

type Row = readonly [claim: string, input: Partial<PublishCommandInput>, message: string];

const json = (message: unknown) =>
  ({ MessageStructure: 'json', Message: JSON.stringify(message) }) satisfies Partial<PublishCommandInput>;

const NO_DEFAULT = 'Invalid parameter: Message Structure - No default entry in JSON message body';
const NO_JSON = 'Invalid parameter: Message Structure - JSON message body failed to parse';
const TOO_LONG = 'Invalid parameter: Message too long';

const attribute = (StringValue: string) => ({
  MessageAttributes: { a: { DataType: 'String', StringValue } },
});

describe('SNS refuses with InvalidParameter', () => {
  test.each<Row>([
    ['an empty subject', { Subject: '' }, 'Invalid parameter: Subject'],
    ['a subject of two lines', { Subject: 'a\nb' }, 'Invalid parameter: Subject'],
    ['a subject with a carriage return', { Subject: 'a\rb' }, 'Invalid parameter: Subject'],
    ['a subject with a tab', { Subject: 'a\tb' }, 'Invalid parameter: Subject'],
    ['a subject with an escape character', { Subject: 'a\u001b[31mb' }, 'Invalid parameter: Subject'],
    ['a subject with a C1 line break', { Subject: 'a\u0085b' }, 'Invalid parameter: Subject'],
    ['a subject with a Unicode line break', { Subject: 'a\u2028b' }, 'Invalid parameter: Subject'],
    ['a subject of 100 characters', { Subject: 'x'.repeat(100) }, 'Invalid parameter: Subject'],
    ['an empty message', { Message: '' }, 'Invalid parameter: Empty message'],
    ['a message of 262,145 bytes', { Message: 'x'.repeat(262_145) }, TOO_LONG],
    ['a message whose characters fit and whose bytes do not', { Message: 'é'.repeat(131_073) }, TOO_LONG],
    [
      'a message that is too long with its attributes',
      { Message: 'x'.repeat(262_144 - 'aString'.length), ...attribute('v') },
      TOO_LONG,
    ],
    ['a json message without a default', json({ sms: 'short' }), NO_DEFAULT],
    ['a json message whose default is a number', json({ default: 1 }), NO_DEFAULT],
    ['a json message whose default is an object', json({ default: { text: 'x' } }), NO_DEFAULT],
    ['a json message that is no JSON', { MessageStructure: 'json', Message: '{"default": "x"' }, NO_JSON],
    ['a json message that is a list', json(['default']), NO_JSON],
    ['a json message that is null', json(null), NO_JSON],
    ['an unknown message structure', { MessageStructure: 'JSON' }, 'Invalid parameter: MessageStructure'],
    [
      'a topic that is no ARN',
      { TopicArn: 'session-alerts' },
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    [
      'a topic that is half an ARN',
      { TopicArn: 'arn:aws:sns' },
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 3',
    ],
    [
      'an empty topic',
      { TopicArn: '' },
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    [
      'the ARN of a queue',
      { TopicArn: 'arn:aws:sqs:eu-central-1:111122223333:alerts' },
      'Invalid parameter: TopicArn',
    ],
    ['the ARN of a subscription', { TopicArn: `${TOPIC}:0a1b2c3d` }, 'Invalid parameter: TopicArn'],
    [
      'a message to nowhere',
      { TopicArn: undefined },
      'Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter',
    ],
  ])('%s', async (_claim, input, message) => {
    await expect(connection.publish(input)).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message,
      Code: 'InvalidParameter',
      Type: 'Sender',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
  });
});

test('a topic that does not exist is a NotFound', async () => {
  await expect(connection.publish({ TopicArn: `${TOPIC}-2` })).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Topic does not exist',
    Code: 'NotFound',
    $metadata: { httpStatusCode: 404, attempts: 1 },
  });
});

test('an action that the stand-in does not know is an InvalidAction', async () => {
  await expect(connection.client.send(new ListTopicsCommand({}))).rejects.toMatchObject({
    name: 'InvalidAction',
    message: 'The action ListTopics is not valid for this endpoint.',
    $metadata: { httpStatusCode: 400, attempts: 1 },
  });
});

test('a refused message is not among the published', () => {
  expect(connection.sns.published).toEqual([]);
});

describe('SNS takes', () => {
  test.each<readonly [claim: string, input: Partial<PublishCommandInput>]>([
    ['a message without a subject', {}],
    ['a subject of 99 characters', { Subject: 'x'.repeat(99) }],
    ['a subject beyond ASCII', { Subject: 'Zoë → café ✓' }],
    ['a message of 262,144 bytes', { Message: 'x'.repeat(262_144) }],
    [
      'a message that just fits with its attributes',
      { Message: 'x'.repeat(262_143 - 'aString'.length), ...attribute('v') },
    ],
    ['a json message whose default is empty', json({ default: '' })],
    ['the ARN of a topic as the target', { TopicArn: undefined, TargetArn: TOPIC }],
  ])('%s', async (_claim, input) => {
    const { MessageId } = await connection.publish(input);
    expect(connection.sns.published.at(-1)).toMatchObject({ messageId: MessageId, topicArn: TOPIC });
  });
});
