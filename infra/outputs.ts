import * as v from 'valibot';
import { TOPIC_ARN_PATTERN } from '../lambda/domain/topic-arn.ts';

/** The output that holds the same of every audience, as JSON for programs. */
export const AUDIENCES_OUTPUT = {
  key: 'Audiences',
  description: 'The parts of each audience, as JSON for programs.',
} as const;

/**
 * The parts of an audience that the stack's outputs name: what each is called in the output `Audiences`, what its own output
 * is called (`on-call` has `OnCallTopicArn`), and what that says to a person. A part without a description has no output of
 * its own.
 */
export const AUDIENCE_PARTS = {
  topicArn: { key: 'TopicArn', description: 'Subscribe to this topic to read the alerts.' },
  functionName: { key: 'FunctionName', description: 'Writes and publishes the alerts.' },
  ruleName: undefined,
  deadLetterQueueUrl: {
    key: 'DeadLetterQueueUrl',
    description: 'Keeps events that EventBridge could not hand to the function.',
  },
  failureQueueUrl: {
    key: 'FailureQueueUrl',
    description: 'Keeps events that the function could not send an alert for.',
  },
  bufferUrl: { key: 'BufferUrl', description: 'Where events gather until the function reads them.' },
  bufferDeadLetterQueueUrl: {
    key: 'BufferDeadLetterQueueUrl',
    description: 'Keeps buffered events that the function could not send an alert for.',
  },
} as const satisfies Record<string, { readonly key: string; readonly description: string } | undefined>;

export type AudiencePart = keyof typeof AUDIENCE_PARTS;

/**
 * One member of the output `Audiences`, which is a list:
 * `[{ "name": "everyone", "topicArn": "arn:aws:sns:…", "functionName": "…", … }]`.
 */
export const AudienceOutput = v.object({
  /** The name as it was written in the config. */
  name: v.string(),
  /** What its resources are named after, where that is not the name. */
  id: v.optional(v.string()),
  topicArn: v.pipe(v.string(), v.regex(TOPIC_ARN_PATTERN)),
  functionName: v.string(),
  ruleName: v.string(),
  deadLetterQueueUrl: v.string(),
  failureQueueUrl: v.string(),
  /** Where events gather, in buffered delivery, and after that until it is empty. */
  bufferUrl: v.optional(v.string()),
  bufferDeadLetterQueueUrl: v.optional(v.string()),
  /** Whether the buffer is only read until it is empty, and not filled any more. */
  drainsBuffer: v.optional(v.boolean()),
  /** How many alarms watch it. */
  alarms: v.optional(v.number(), 0),
}) satisfies v.GenericSchema<unknown, Readonly<Partial<Record<AudiencePart, string | undefined>>>>;

export type AudienceOutput = v.InferOutput<typeof AudienceOutput>;

/** What the output of one part of an audience is called: `OnCallTopicArn`. */
export function outputKey(audience: string, part: string): string {
  return `${capitalised(audience)}${part}`;
}

/** `on-call` as `OnCall`. */
export function capitalised(name: string): string {
  return name.replaceAll(/(?:^|-+)([a-z0-9]?)/g, (_, first: string) => first.toUpperCase());
}
