import { type Container, isObject, type Json, textAt } from './container.ts';

/** What a subscription sends to Lambda: base64 of gzip. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const subscription: Container = {
  recognises: (value) => textAt(value, 'awslogs', 'data') !== undefined,
  open: (value) => [textAt(value, 'awslogs', 'data')],
};

/** The same, unpacked, as it comes through Kinesis and Firehose. */
const subscriptionData: Container = {
  recognises: ({ messageType, logEvents }) => typeof messageType === 'string' && Array.isArray(logEvents),
  open: ({ messageType, logEvents }) =>
    messageType === 'CONTROL_MESSAGE'
      ? { nothing: 'control messages of CloudWatch Logs' }
      : (logEvents as readonly unknown[]),
};

/** The output of `aws logs filter-log-events` and `get-log-events`. */
const logEvents: Container = {
  recognises: ({ events }) => Array.isArray(events),
  open: ({ events }) => events as readonly unknown[],
};

/** One log event, whose record is the message. */
const logEvent: Container = {
  recognises: ({ message, timestamp, ingestionTime }) =>
    typeof message === 'string' && (timestamp !== undefined || ingestionTime !== undefined),
  open: ({ message }) => [message],
};

/** The output of `aws logs get-query-results`: rows of fields, of which `@message` is the record. */
const insightsResults: Container = {
  recognises: ({ results }) => Array.isArray(results) && results.every(isInsightsRow),
  open: ({ results }) => (results as readonly Json[][]).map(toRow),
};

/** A row of Logs Insights as the console saves it. */
const insightsRow: Container = {
  recognises: (value) => '@message' in value,
  open: (value) => [value['@message']],
};

export const CLOUDWATCH_LOGS: readonly Container[] = [
  subscription,
  subscriptionData,
  logEvents,
  logEvent,
  insightsResults,
  insightsRow,
];

function isInsightsRow(row: unknown): boolean {
  return Array.isArray(row) && row.every((cell) => isObject(cell) && 'field' in cell);
}

function toRow(cells: readonly Json[]): Json {
  return Object.fromEntries(cells.map(({ field, value }) => [String(field), value]));
}
