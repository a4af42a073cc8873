import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { TEST_EVENT_DETAIL_TYPE, TEST_EVENT_SOURCE } from '../../../lambda/domain/test-event.ts';
import { type PublishedMessage, type SnsStandIn, startSns } from '../../../stand-in/sns/sns.ts';
import { type SqsOptions, type SqsStandIn, type StandInMessage, startSqs } from '../../aws/sqs.ts';
import { type Envelope, fixture, testEvent, variant } from '../../support/fixtures.ts';
import { replay } from '../../support/replay.ts';
import { ROOT, runCli } from '../../support/run.ts';

const QUEUE = 'https://sqs.eu-west-3.amazonaws.com/123456789012/failed';
const TOPIC = 'arn:aws:sns:eu-west-3:123456789012:sessions';
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

const session = (eventID: string) => variant('start-iam-user', { eventID });

/** As EventBridge leaves what it could not hand over. */
function fromEventBridge(event: Envelope): StandInMessage {
  return {
    body: JSON.stringify(event),
    messageAttributes: {
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: 'User is not authorized',
      RULE_ARN: 'arn:aws:events:eu-west-3:123456789012:rule/sessions',
    },
  };
}

/** As Lambda leaves what the function failed on. */
function fromLambda(event: Envelope): StandInMessage {
  return {
    body: JSON.stringify({
      version: '1.0',
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: event,
      responseContext: { statusCode: 200, functionError: 'Unhandled' },
      responsePayload: { errorType: 'PublishError', errorMessage: 'The topic is gone' },
    }),
  };
}

/** As SQS moves what was received too often. */
function fromSqs(event: Envelope): StandInMessage {
  return {
    body: JSON.stringify(event),
    attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:eu-west-3:123456789012:buffer' },
  };
}

const ALL_KINDS = [fromEventBridge(session('id-1')), fromLambda(session('id-2')), fromSqs(session('id-3'))];

const closing: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

interface Services {
  readonly sqs: SqsStandIn;
  readonly sns: SnsStandIn;
  readonly env: Record<string, string>;
}

async function start(
  messages: readonly StandInMessage[],
  onPublish: (message: PublishedMessage) => void = () => {},
  onDelete: SqsOptions['onDelete'] = () => {},
): Promise<Services> {
  const sqs = await startSqs({ queues: { [QUEUE]: messages }, onDelete });
  const sns = await startSns({ topics: [TOPIC], onPublish });
  closing.push(sqs.close, sns.close);
  const env = {
    ...CREDENTIALS,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
  };
  return { sqs, sns, env };
}

const eventIds = (sns: SnsStandIn) => sns.published.map(eventIdOf);
const eventIdOf = ({ bodies }: PublishedMessage): string => /id-\d/.exec(bodies.sqs)?.[0] ?? '';
const lastLine = (stdout: string) => stdout.trimEnd().split('\n').at(-1);

describe('without --topic-arn or --function, --queue', () => {
  test('shows what would be sent and why each is there, and leaves all of it in the queue', async () => {
    const { sqs, sns, env } = await start(ALL_KINDS);
    const { status, stdout, stderr } = await runCli('replay', ['--queue', QUEUE, '--protocol', 'sms'], {
      env,
    });

    expect(stderr).toBe('');
    expect(stdout).toContain(
      'It was here because: EventBridge could not hand it over: NO_PERMISSIONS: User is not authorized (rule sessions)',
    );
    expect(stdout).toContain('Lambda gave up (RetriesExhausted): PublishError: The topic is gone');
    expect(stdout).toContain('the function took it from buffer again and again');
    expect(stdout.match(/^Subject: \[STARTED\] 4 May, freja/gm)).toHaveLength(3);
    expect(lastLine(stdout)).toBe('3 records: 3 shown, 0 no session call, 0 not understood.');
    expect(status).toBe(0);
    expect(sns.attempts).toBe(0);
    expect(sqs.messagesIn(QUEUE)).toHaveLength(3);
    expect(sqs.hiddenIn(QUEUE)).toBe(0);
  });
});

describe('--queue with --topic-arn', () => {
  const send = (env: Record<string, string>, ...args: string[]) =>
    runCli('replay', ['--queue', QUEUE, '--topic-arn', TOPIC, ...args], { env });

  test('publishes a session also where a test, or another event, bears its id', async () => {
    const other = variant('start-root', { eventID: 'id-1' });
    const { sqs, sns, env } = await start([testEvent('id-1'), other, session('id-1')].map(fromSqs));

    await send(env);

    expect(sns.published.map(({ subject }) => subject)).toContainEqual(
      expect.stringMatching(/^\[STARTED\] 4 May, freja /),
    );
    expect(sns.published).toHaveLength(3);
    expect(sqs.messagesIn(QUEUE)).toEqual([]);
  });

  test('publishes all kinds of envelopes, and deletes each after it was published', async () => {
    const { sqs, sns, env } = await start(ALL_KINDS);
    const { status, stdout } = await send(env);

    expect(eventIds(sns)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(lastLine(stdout)).toBe('3 records: 3 sent, 0 no session call, 0 not understood.');
    expect(status).toBe(0);
    expect(sqs.messagesIn(QUEUE)).toEqual([]);
  });

  test('killed half-way and run again publishes everything, and deletes nothing unpublished', async () => {
    const messages = [...ALL_KINDS, fromLambda(session('id-4'))];
    const published = new Set<string>();
    const deletedTooEarly: string[] = [];
    let kill = () => {};
    const { sqs, sns, env } = await start(
      messages,
      (message) => {
        published.add(eventIdOf(message));
        if (published.size === 2) kill();
      },
      ({ body }) => {
        const id = /id-\d/.exec(body)?.[0] ?? '';
        if (!published.has(id)) deletedTooEarly.push(id);
      },
    );
    const child = startReplay(['--queue', QUEUE, '--topic-arn', TOPIC], env);
    kill = () => child.signal('SIGKILL');
    await child.ended;
    kill = () => {};

    expect([...published]).toEqual(['id-1', 'id-2']);
    expect(sqs.messagesIn(QUEUE)).toEqual(messages.slice(1));
    sqs.revealAll();
    const { status, stdout } = await send(env);

    expect(eventIds(sns)).toEqual(['id-1', 'id-2', 'id-2', 'id-3', 'id-4']);
    expect(lastLine(stdout)).toBe('3 records: 3 sent, 0 no session call, 0 not understood.');
    expect(status).toBe(0);
    expect(sqs.messagesIn(QUEUE)).toEqual([]);
    expect(deletedTooEarly).toEqual([]);
  });

  test('interrupted finishes the event at hand, gives the others back and counts what it did', async () => {
    let interrupt = () => {};
    const { sqs, sns, env } = await start(ALL_KINDS, () => interrupt());
    const child = startReplay(['--queue', QUEUE, '--topic-arn', TOPIC], env);
    interrupt = () => child.signal('SIGINT');
    const { status, stdout } = await child.ended;

    expect(eventIds(sns)).toEqual(['id-1']);
    expect(lastLine(stdout)).toBe(
      'Interrupted. So far 1 record: 1 sent, 0 no session call, 0 not understood.',
    );
    expect(status).toBe(1);
    expect(sqs.messagesIn(QUEUE)).toHaveLength(2);
    expect(sqs.hiddenIn(QUEUE)).toBe(0);
  });

  test('sends an event once that is there twice, and deletes both messages', async () => {
    const { sqs, sns, env } = await start([fromLambda(session('id-1')), fromEventBridge(session('id-1'))]);
    const { status, stdout } = await send(env);

    expect(eventIds(sns)).toEqual(['id-1']);
    expect(stdout).toContain('skipped, event id-1 was seen before in this run');
    expect(lastLine(stdout)).toBe('2 records: 1 sent, 1 seen before, 0 no session call, 0 not understood.');
    expect(status).toBe(0);
    expect(sqs.messagesIn(QUEUE)).toEqual([]);
  });

  test('leaves in the queue what cannot be read, and what is no session call', async () => {
    const left = [{ body: '{oops' }, { body: '[]' }, fromLambda(fixture('decoys/ssm-send-command'))];
    const { sqs, env } = await start([...left, fromLambda(session('id-1'))]);
    const { status, stdout, stderr } = await send(env);

    expect(stderr).toMatch(/^not understood message [\w-]+: is not JSON: /);
    expect(lastLine(stdout)).toBe('4 records: 1 sent, 1 no session call, 2 not understood.');
    expect(status).toBe(1);
    expect(sqs.messagesIn(QUEUE)).toEqual(left);
    expect(sqs.hiddenIn(QUEUE)).toBe(0);
  });

  test('sends also a test event again', async () => {
    const event = {
      source: TEST_EVENT_SOURCE,
      'detail-type': TEST_EVENT_DETAIL_TYPE,
      detail: { id: 'id-1', requestedBy: 'freja@laptop' },
    };
    const { sqs, sns, env } = await start([{ body: JSON.stringify(event) }]);
    const { stdout } = await send(env);

    expect(lastLine(stdout)).toBe('1 record: 1 sent, 0 no session call, 0 not understood.');
    expect(sns.published).toHaveLength(1);
    expect(sqs.messagesIn(QUEUE)).toHaveLength(0);
  });

  test.each([
    ['lists', '['.repeat(60_000) + ']'.repeat(60_000)],
    ['events that failed', `${'{"requestPayload":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('is not stopped by a message of %s within each other', async (_, body) => {
    const { sqs, sns, env } = await start([{ body }, ...ALL_KINDS]);
    const { status, stdout, stderr } = await send(env);

    expect(stderr).toMatch(/^not understood message \S+: .*too deep to be an event\n/);
    expect(lastLine(stdout)).toBe('4 records: 3 sent, 0 no session call, 1 not understood.');
    expect(status).toBe(1);
    expect(sns.published).toHaveLength(3);
    expect(sqs.messagesIn(QUEUE)).toHaveLength(1);
  });

  test('leaves in the queue what SNS refuses', async () => {
    const { sqs, sns, env } = await start([fromLambda(session('id-1')), fromLambda(session('id-2'))]);
    sns.failNext({ status: 403, code: 'AuthorizationError', message: 'not authorized' });
    const { status, stdout } = await send(env);

    expect(lastLine(stdout)).toBe('2 records: 1 sent, 0 no session call, 0 not understood, 1 failed.');
    expect(status).toBe(1);
    expect(sqs.messagesIn(QUEUE)).toEqual([fromLambda(session('id-1'))]);
  });

  test('stops when it may not delete, so that no more is sent twice', async () => {
    const { sqs, sns, env } = await start(ALL_KINDS);
    sqs.failWhen(({ action }) =>
      action === 'DeleteMessage' ? { status: 400, code: 'AccessDeniedException', message: 'No.' } : undefined,
    );
    const { status, stdout, stderr } = await send(env);

    expect(eventIds(sns)).toEqual(['id-1']);
    expect(stderr).toMatch(
      /^error: Message .* stays in the queue: .* lack the permission sqs:DeleteMessage\./,
    );
    expect(lastLine(stdout)).toBe('Stopped. So far 1 record: 1 sent, 0 no session call, 0 not understood.');
    expect(status).toBe(1);
    expect(sqs.hiddenIn(QUEUE)).toBe(0);
  });
});

test('--queue with --function deletes what the function published, withholds or has sent before, and no more', async () => {
  const messages = ['id-1', 'id-2', 'id-3', 'id-4'].map((id) => fromLambda(session(id)));
  const { sqs, env } = await start(messages);
  const answers: Record<string, object> = {
    'id-1': { eventId: 'id-1', messageId: 'm-1' },
    'id-2': { eventId: 'id-2', withheld: { by: 'minimumSeverity', reason: 'info is below high' } },
    'id-3': { eventId: 'id-3', duplicate: true },
  };
  const server = createServer(async (request, response) => {
    const id = /id-\d/.exec(await text(request))?.[0] ?? '';
    if (answers[id] === undefined) response.setHeader('x-amz-function-error', 'Unhandled');
    response.end(JSON.stringify(answers[id] ?? { errorMessage: 'The topic is gone' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, stdout, stderr } = await runCli('replay', ['--queue', QUEUE, '--function', 'notify'], {
    env: { ...env, AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}` },
  });
  server.close();

  expect(stderr).toContain('The topic is gone');
  expect(lastLine(stdout)).toBe(
    '4 records: 1 sent, 2 withheld by the function, 0 no session call, 0 not understood, 1 failed.',
  );
  expect(status).toBe(1);
  expect(sqs.messagesIn(QUEUE)).toEqual(messages.slice(3));
});

describe('it says in one line why a queue cannot be read', () => {
  test.each<[string, number, string, Record<string, string>, RegExp]>([
    ['there is none', 1, `${QUEUE}-not`, CREDENTIALS, /^error: There is no queue .*-not in eu-west-3\.\n$/],
    [
      'no credentials',
      2,
      QUEUE,
      { AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' },
      /^error: No AWS credentials/,
    ],
  ])('%s', async (_, expectedStatus, url, env, message) => {
    const { sqs } = await start([]);
    const { status, stdout, stderr } = await runCli('replay', ['--queue', url], {
      env: { ...env, AWS_ENDPOINT_URL_SQS: sqs.endpoint },
    });

    expect(stdout).toBe('');
    expect(status).toBe(expectedStatus);
    expect(stderr).toMatch(message);
  });
});

test.each([
  [['--queue', 'failed']],
  [['--queue', QUEUE, 'events']],
  [['--queue', QUEUE, '--since', '2h']],
  [['--queue', QUEUE, '--cloudtrail', '--since', '2h']],
])('%j is misuse', async (args) => {
  const { status, stdout, stderr } = await replay(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^error: /);
});

/** As in a terminal, where a signal reaches the runner and the command alike. */
function startReplay(args: readonly string[], env: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['scripts/run.cjs', 'cli/replay.ts', ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...env },
    detached: true,
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const ended = Promise.all([text(child.stdout), closed]).then(([stdout, status]) => ({ stdout, status }));
  return { ended, signal: (name: NodeJS.Signals) => process.kill(-Number(child.pid), name) };
}
