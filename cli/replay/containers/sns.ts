import { type Container, isObject } from './container.ts';

/** A notification of SNS, as HTTP subscribers and queues get it. @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
const snsNotification: Container = {
  recognises: ({ Type, TopicArn }) => typeof Type === 'string' && typeof TopicArn === 'string',
  open: ({ Type, Message }) =>
    Type === 'Notification' ? [Message] : { nothing: 'confirmations of SNS subscriptions' },
};

/** The same in an event for Lambda. */
const snsRecord: Container = {
  recognises: ({ Sns }) => isObject(Sns),
  open: ({ Sns }) => [Sns],
};

export const SNS: readonly Container[] = [snsNotification, snsRecord];
