import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';
import { matchesLogFilter } from './log-filter.ts';

export interface StandInLogEvent {
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: string;
}

export interface CloudWatchLogsOptions {
  /** By the name of the log group. */
  readonly groups: Readonly<Record<string, readonly StandInLogEvent[]>>;
}

/**
 * Stands in for Amazon CloudWatch Logs on the loopback interface: point a `CloudWatchLogsClient` at its `endpoint`. It
 * knows FilterLogEvents with a JSON pattern, and answers on one page. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export function startCloudWatchLogs({ groups }: CloudWatchLogsOptions): Promise<StandIn> {
  return startServer(
    jsonService('Logs_20140328', { FilterLogEvents: (input) => filterLogEvents(input, groups) }),
  );
}

function filterLogEvents(input: JsonInput, groups: CloudWatchLogsOptions['groups']): object {
  const { logGroupName, startTime = 0, filterPattern, limit = 10_000, startFromHead = true } = input;
  const events = groups[String(logGroupName)];
  if (!events) {
    throw new ServiceError(400, 'ResourceNotFoundException', 'The specified log group does not exist.');
  }
  const found = events
    .filter(({ timestamp }) => timestamp >= Number(startTime))
    .filter(({ message }) => matchesLogFilter(String(filterPattern), message))
    .sort((one, other) => one.timestamp - other.timestamp);
  return { events: (startFromHead ? found : found.reverse()).slice(0, Number(limit)) };
}
