import { type Container, isObject, textAt } from './container.ts';

/** An event of Kafka for Lambda: lists of records by topic, whose values are base64. */
const kafkaEvent: Container = {
  recognises: ({ records, eventSource }) => /kafka/i.test(String(eventSource)) && isObject(records),
  open: ({ records }) => Object.values(records as object).flat(),
};

const kafkaRecord: Container = {
  recognises: (value) => typeof value.value === 'string' && 'topic' in value && 'offset' in value,
  open: ({ value }) => [value],
};

/** An event of Amazon MQ for Lambda: lists of messages, by queue for RabbitMQ. Their data is base64. */
const brokerEvent: Container = {
  recognises: ({ eventSource }) => eventSource === 'aws:mq' || eventSource === 'aws:rmq',
  open: ({ messages, rmqMessagesByQueue }) =>
    [messages ?? [], Object.values((rmqMessagesByQueue ?? {}) as object)]
      .flat(2)
      .map((each) => textAt(each, 'data')),
};

export const BROKERS: readonly Container[] = [kafkaEvent, kafkaRecord, brokerEvent];
