import { PublishCommand, type SNSClientConfig } from '@aws-sdk/client-sns';
import { describe, expect, test } from '@jest/globals';
import type { Fault } from '../../stand-in/fault.ts';
import { type Connection, connect, TOPIC } from '../support/sns-client.ts';

/** Two throttled attempts wait for up to 1 and 2 s before the next. */
const RETRIES = 15_000;

async function connected(
  use: (connection: Connection) => Promise<unknown>,
  config?: SNSClientConfig,
): Promise<void> {
  const connection = await connect({}, config);
  try {
    await use(connection);
  } finally {
    await connection.close();
  }
}

describe('an error of the service', () => {
  type Row = readonly [code: string, status: number, name: string, attempts: number, type: string];

  test.concurrent.each<Row>([
    ['InvalidParameter', 400, 'InvalidParameterException', 1, 'Sender'],
    ['NotFound', 404, 'NotFoundException', 1, 'Sender'],
    ['AuthorizationError', 403, 'AuthorizationErrorException', 1, 'Sender'],
    ['ExpiredToken', 403, 'ExpiredToken', 1, 'Sender'],
    ['KMSAccessDenied', 400, 'KMSAccessDeniedException', 1, 'Sender'],
    ['KMSThrottling', 400, 'KMSThrottlingException', 1, 'Sender'],
    ['Throttling', 400, 'Throttling', 3, 'Sender'],
    ['Throttled', 429, 'ThrottledException', 3, 'Sender'],
    ['InternalError', 500, 'InternalErrorException', 3, 'Receiver'],
    ['ServiceUnavailable', 503, 'ServiceUnavailable', 3, 'Receiver'],
  ])(
    "%s (%d) is the SDK's %s; attempts: %d",
    (code, status, name, attempts, type) =>
      connected(async ({ sns, publish }) => {
        sns.failAlways({ status, code, message: 'Rate < limit & more' });

        await expect(publish()).rejects.toMatchObject({
          name,
          message: 'Rate < limit & more',
          Error: { Code: code, Type: type },
          $metadata: { httpStatusCode: status, attempts, requestId: expect.any(String) },
        });
        expect(sns.attempts).toBe(attempts);
        expect(sns.published).toEqual([]);
      }),
    RETRIES,
  );

  test('says its code when it has no text', () =>
    connected(async ({ sns, publish }) => {
      sns.failNext({ status: 403, code: 'AuthorizationError' });

      await expect(publish()).rejects.toThrow('AuthorizationError');
    }));
});

describe('a broken connection', () => {
  test('a reset is retried, and given up after 3 attempts', () =>
    connected(async ({ sns, publish }) => {
      sns.failAlways({ kind: 'reset' });

      await expect(publish()).rejects.toMatchObject({
        message: expect.stringContaining('ECONNRESET'),
        $metadata: { attempts: 3 },
      });
      expect(sns.attempts).toBe(3);
      expect(sns.published).toEqual([]);
    }));

  test('a message that was published before the reset is published again', () =>
    connected(async ({ sns, publish }) => {
      sns.failNext({ kind: 'performed-then-reset' });

      const { MessageId } = await publish();

      expect(sns.published.map(({ message }) => message)).toEqual(['hello', 'hello']);
      expect(sns.published[1]?.messageId).toBe(MessageId);
      expect(sns.published[0]?.messageId).not.toBe(MessageId);
    }));

  test('a message that SNS refuses is not published by a fault', () =>
    connected(async ({ sns, publish }) => {
      sns.failNext({ kind: 'performed-then-reset' });

      await expect(publish({ Subject: '' })).rejects.toThrow('Invalid parameter: Subject');
      expect(sns.published).toEqual([]);
    }));
});

describe('an answer that never comes', () => {
  const requestTimeout = { requestTimeout: 200, throwOnRequestTimeout: true };

  test('runs into the request timeout, three times', () =>
    connected(
      async ({ sns, publish }) => {
        sns.failAlways({ kind: 'hang' });

        await expect(publish()).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
        expect(sns.attempts).toBe(3);
      },
      { requestHandler: requestTimeout },
    ));

  test('escapes the request timeout once its headers are sent', () =>
    connected(
      async ({ sns, client }) => {
        sns.failAlways({ kind: 'hang-after-headers' });
        const command = new PublishCommand({ TopicArn: TOPIC, Message: 'hello' });

        const sending = client.send(command, { abortSignal: AbortSignal.timeout(600) });

        await expect(sending).rejects.toMatchObject({ name: 'AbortError' });
        expect(sns.attempts).toBe(1);
      },
      { requestHandler: requestTimeout },
    ));

  test('runs into the socket timeout, headers or not', () =>
    connected(
      async ({ sns, publish }) => {
        sns.failNext({ kind: 'hang' });
        sns.failNext({ kind: 'hang-after-headers' }, 2);

        await expect(publish()).rejects.toMatchObject({ name: 'TimeoutError', $metadata: { attempts: 3 } });
        expect(sns.attempts).toBe(3);
      },
      { requestHandler: { socketTimeout: 60 } },
    ));

  test('does not keep the stand-in from closing', async () => {
    const { sns, client, publish, close } = await connect({}, { maxAttempts: 1 });
    const requests = ['hang', 'hang-after-headers'] as const;
    for (const kind of requests) sns.failNext({ kind });
    const sending = Promise.allSettled(requests.map(() => publish()));
    while (sns.attempts < requests.length) await new Promise((resolve) => setTimeout(resolve, 5));

    const start = performance.now();
    await sns.close();
    const elapsed = performance.now() - start;

    expect(elapsed).toBeLessThan(500);
    expect((await sending).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    client.destroy();
    await close();
  });
});

describe('an answer that says the wrong thing', () => {
  test('without a MessageId it is a success to the SDK', () =>
    connected(async ({ sns, publish }) => {
      sns.failNext({ kind: 'empty' });

      const { MessageId } = await publish();

      expect(MessageId).toBeUndefined();
      expect(sns.published).toEqual([]);
    }));

  test.each<readonly [fault: Fault & { kind: 'nonsense' }, attempts: number]>([
    [{ kind: 'nonsense' }, 1],
    [{ kind: 'nonsense', status: 500 }, 3],
  ])('a web page (%j) is an XML parse error; attempts: %d', (fault, attempts) =>
    connected(async ({ sns, publish }) => {
      sns.failAlways(fault);

      await expect(publish()).rejects.toMatchObject({
        message: expect.stringContaining('XML parse error'),
        $metadata: { httpStatusCode: fault.status ?? 200, attempts },
      });
      expect(sns.attempts).toBe(attempts);
    }),
  );
});

describe('faults', () => {
  const denied: Fault = { status: 403, code: 'AuthorizationError' };
  const expired: Fault = { status: 403, code: 'ExpiredToken' };

  /** What became of each message, one after the other. */
  async function outcomes({ publish }: Connection, messages: readonly string[]): Promise<string[]> {
    const names: string[] = [];
    for (const Message of messages) {
      names.push(
        await publish({ Message }).then(
          () => 'published',
          (error: Error) => error.name,
        ),
      );
    }
    return names;
  }

  test('are taken from the queue in order, as often as asked, before the standing one', () =>
    connected(async (connection) => {
      connection.sns.failAlways(denied);
      connection.sns.failNext(expired, 2);
      connection.sns.failNext({ status: 404, code: 'NotFound' });

      expect(await outcomes(connection, ['1', '2', '3', '4', '5'])).toEqual([
        'ExpiredToken',
        'ExpiredToken',
        'NotFoundException',
        'AuthorizationErrorException',
        'AuthorizationErrorException',
      ]);
      expect(connection.sns.attempts).toBe(5);
    }));

  test('are gone after heal', () =>
    connected(async (connection) => {
      connection.sns.failNext(expired);
      connection.sns.failAlways(denied);
      connection.sns.heal();

      expect(await outcomes(connection, ['1'])).toEqual(['published']);
    }));

  test('can be left to a rule that looks at the request', () =>
    connected(async (connection) => {
      connection.sns.failWhen(({ attempt, action, body }) =>
        action === 'Publish' && (attempt === 2 || body.includes('Message=unlucky')) ? denied : undefined,
      );

      expect(await outcomes(connection, ['1', '2', 'unlucky', '4'])).toEqual([
        'published',
        'AuthorizationErrorException',
        'AuthorizationErrorException',
        'published',
      ]);
    }));
});
