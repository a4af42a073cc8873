import * as v from 'valibot';
import { UnreadableEnvelopeError } from '../errors.ts';
import { toObject } from './copies.ts';
import { account, anything, text } from './detail.ts';

/**
 * The fields of an EventBridge event that are read. Only `detail` has to be there.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html
 */
const Envelope = v.object({
  account,
  region: text,
  time: anything,
  source: text,
  'detail-type': text,
  'replay-name': text,
  detail: v.custom<Record<string, unknown>>((value) => typeOf(value) === 'an object'),
});

export type Envelope = v.InferOutput<typeof Envelope>;

/** @throws {UnreadableEnvelopeError} if the input is no object, or has no `detail` object */
export function readEnvelope(input: unknown): Envelope {
  if (typeOf(input) !== 'an object') {
    throw new UnreadableEnvelopeError(`it is ${typeOf(input)}, where an object was expected.`);
  }
  const { detail } = input as { detail?: unknown };
  const envelope = v.safeParse(Envelope, { ...(input as object), detail: toObject(detail) });
  if (envelope.success) return envelope.output;
  throw new UnreadableEnvelopeError(`its "detail" is ${typeOf(detail)}, where an object was expected.`);
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
