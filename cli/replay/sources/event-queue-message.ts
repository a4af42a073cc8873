import type { Message } from '@aws-sdk/client-sqs';
import { type Item, textAt } from '../containers/container.ts';
import { open } from '../containers/index.ts';

/** What a message of a dead-letter or failure queue holds. */
export interface QueueMessage {
  /** One, as we fill these queues. None and many are possible, as anybody may. */
  readonly items: readonly Item[];
  /** Why the event ended here. */
  readonly why: string;
}

/**
 * Reads a message in each of the envelopes that end in our queues: of EventBridge, which puts the reason into attributes;
 * of Lambda, which wraps event and reason; and of SQS, which moves the message as it was.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function readMessage(message: Message): QueueMessage {
  const body = parse(message.Body ?? '');
  if ('problem' in body) return { items: [body], why: reasonOf(message, undefined) };
  const { items } = open(body.value, false);
  return {
    items: items.length === 0 ? [{ problem: 'holds no event' }] : items,
    why: reasonOf(message, body.value),
  };
}

function parse(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `is not JSON: ${error instanceof Error ? error.message : error}` };
  }
}

function reasonOf(message: Message, body: unknown): string {
  return (
    reasonOfLambda(body) ??
    reasonOfEventBridge(message) ??
    reasonOfSqs(message) ??
    'the message does not say why'
  );
}

function reasonOfLambda(body: unknown): string | undefined {
  const condition = textAt(body, 'requestContext', 'condition');
  if (condition === undefined) return undefined;
  const type = textAt(body, 'responsePayload', 'errorType');
  const error = textAt(body, 'responsePayload', 'errorMessage');
  const said = [type, error].filter((part) => part !== undefined && !MINIFIED_CLASS.test(part)).join(': ');
  return `Lambda gave up (${condition})${said && `: ${said}`}`;
}

/** The type of an error in an older version of the function: `Es`. */
const MINIFIED_CLASS = /^[\w$]{1,3}$/;

function reasonOfEventBridge({ MessageAttributes = {} }: Message): string | undefined {
  const attribute = (name: string) => MessageAttributes[name]?.StringValue;
  const code = attribute('ERROR_CODE');
  if (code === undefined) return undefined;
  const error = attribute('ERROR_MESSAGE');
  const rule = attribute('RULE_ARN')?.split('/').at(-1);
  const said = error === undefined ? code : `${code}: ${error}`;
  return `EventBridge could not hand it over: ${said}${rule === undefined ? '' : ` (rule ${rule})`}`;
}

function reasonOfSqs({ Attributes = {} }: Message): string | undefined {
  const source = Attributes.DeadLetterQueueSourceArn?.split(':').at(-1);
  return source && `the function took it from ${source} again and again, and failed each time`;
}
