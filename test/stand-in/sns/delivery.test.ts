import { afterEach, describe, expect, test } from '@jest/globals';
import { PROTOCOLS } from '../../../stand-in/sns/delivery.ts';
import type { PublishedMessage, SnsOptions } from '../../../stand-in/sns/sns.ts';
import { only } from '../../support/only.ts';
import { type Connection, connect, TOPIC } from '../../support/sns-client.ts';

let connection: Connection | undefined;

afterEach(() => connection?.close());

async function published(
  input: Parameters<Connection['publish']>[0],
  options?: SnsOptions,
): Promise<PublishedMessage> {
  connection = await connect(options);
  await connection.publish(input);
  return only(connection.sns.published);
}

const json = (texts: Record<string, unknown>) => ({
  MessageStructure: 'json',
  Message: JSON.stringify(texts),
});

describe('the body of each protocol', () => {
  test('a plain message reaches all of them unchanged', async () => {
    const text = 'Zoë & <b>co</b> = "50 % + 1"\r\n✓ 👩‍💻';

    const { bodies, message, messageStructure } = await published({ Message: text });

    expect(bodies).toEqual(Object.fromEntries(PROTOCOLS.map((protocol) => [protocol, text])));
    expect(message).toBe(text);
    expect(messageStructure).toBeUndefined();
  });

  test('a plain message that looks like a json one is left alone', async () => {
    const text = '{"default": "a", "sms": "b"}';

    const { bodies } = await published({ Message: text });

    expect(bodies.sms).toBe(text);
  });

  test('a json message gives each protocol its own text', async () => {
    const texts = Object.fromEntries(PROTOCOLS.map((protocol) => [protocol, `for ${protocol}`]));

    const { bodies, message, messageStructure } = await published(json(texts));

    expect(bodies).toEqual(texts);
    expect(message).toBe(JSON.stringify(texts));
    expect(messageStructure).toBe('json');
  });

  test('a protocol that is not named, or not with a string, gets the default', async () => {
    const { bodies } = await published(json({ default: 'all', sms: 'short', sqs: { a: 1 }, email: null }));

    expect(bodies).toMatchObject({ default: 'all', sms: 'short', sqs: 'all', email: 'all', https: 'all' });
  });

  test('an empty text of its own is not replaced by the default', async () => {
    const { bodies } = await published(json({ default: 'all', sms: '' }));

    expect(bodies.sms).toBe('');
  });

  test('keys that name no protocol are ignored', async () => {
    const { bodies } = await published(json({ default: 'all', pager: 'x', SMS: 'y' }));

    expect(Object.keys(bodies)).toEqual([...PROTOCOLS]);
    expect(bodies.sms).toBe('all');
  });

  test.each([
    ['MyTopic', 'MYTOPIC> hello'],
    ['Session alerts', 'SESSION AL> hello'],
  ])(
    'a text message of the topic %j starts with its first ten characters, in capitals',
    async (displayName, sms) => {
      const { bodies } = await published({}, { displayName });

      expect(bodies.sms).toBe(sms);
      expect(bodies.email).toBe('hello');
    },
  );
});

test('what was published is kept as it was sent, and reported once', async () => {
  const reported: PublishedMessage[] = [];
  const before = Date.now();

  const message = await published(
    {
      Subject: 'A subject',
      MessageAttributes: {
        outcome: { DataType: 'String', StringValue: 'denied & done' },
        seal: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
      },
    },
    { onPublish: (accepted) => reported.push(accepted) },
  );

  expect(message).toMatchObject({
    messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    topicArn: TOPIC,
    subject: 'A subject',
    message: 'hello',
    attributes: {
      outcome: { dataType: 'String', value: 'denied & done' },
      seal: { dataType: 'Binary', value: 'AQID' },
    },
  });
  expect(message.time.getTime()).toBeGreaterThanOrEqual(before);
  expect(reported).toEqual([message]);
});

test('a bug in onPublish reaches the publisher at once', async () => {
  const onPublish = () => {
    throw new Error('no room on the screen');
  };
  connection = await connect({ onPublish });

  await expect(connection.publish()).rejects.toMatchObject({
    name: 'StandInFailure',
    message: expect.stringContaining('no room on the screen'),
  });
  expect(connection.sns.attempts).toBe(1);
});
