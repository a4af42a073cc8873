import { setTimeout as wait } from 'node:timers/promises';
import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { SESSION_EVENT_NAMES, SESSION_EVENT_SOURCE } from '../../../lambda/domain/session-event.ts';
import { type AwsOptions, connectAws } from '../../aws/connect.ts';
import { UserError } from '../../terminal/user-error.ts';
import { open } from '../containers/index.ts';
import type { Found } from './found.ts';

export interface HistoryOptions extends AwsOptions {
  readonly since: Date;
  /** @default - now */
  readonly until?: Date;
  /** Stops the search. */
  readonly signal: AbortSignal;
}

/**
 * CloudTrail answers two look-ups a second for an account in a region.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
const PAUSE_BETWEEN_PAGES_MS = 500;

/** Somebody else may be looking things up too: being throttled is no reason to give up. */
const ATTEMPTS = 10;

const PAGE = 50;

/**
 * Looks session calls up in the event history of CloudTrail, and gives them oldest first. CloudTrail has them newest first,
 * so all are collected before the first is given.
 *
 * @throws {UserError} if CloudTrail does not answer
 */
export async function* readHistory({
  since,
  until,
  signal,
  ...options
}: HistoryOptions): AsyncGenerator<Found> {
  const { region, clientConfig, call } = await connectAws(options);
  const cloudTrail = new CloudTrailClient({ ...clientConfig, maxAttempts: ATTEMPTS });
  const events: Event[] = [];
  // The same for every page: CloudTrail refuses a token that comes with another period.
  const EndTime = until ?? new Date();
  const progress = startProgress(region);
  try {
    for (const name of Object.keys(SESSION_EVENT_NAMES)) {
      let NextToken: string | undefined;
      do {
        progress.show(name, events.length);
        const command = new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
          StartTime: since,
          EndTime,
          MaxResults: PAGE,
          NextToken,
        });
        const page = await call(
          'cloudtrail:LookupEvents',
          cloudTrail.send(command, { abortSignal: signal }),
        ).catch((error: unknown) => {
          throw incomplete(error, signal, events.length);
        });
        // Athena has a TerminateSession too.
        events.push(...(page.Events ?? []).filter(({ EventSource }) => EventSource === SESSION_EVENT_SOURCE));
        NextToken = page.NextToken;
        await wait(PAUSE_BETWEEN_PAGES_MS, undefined, { signal }).catch((error: unknown) => {
          throw incomplete(error, signal, events.length);
        });
      } while (NextToken !== undefined);
    }
  } finally {
    progress.end();
    cloudTrail.destroy();
  }
  for (const event of events.sort((a, b) => timeOf(a) - timeOf(b))) yield* found(event);
}

/** Nothing is sent of a history that is not whole: it would not be the oldest. */
function incomplete(error: unknown, { aborted }: AbortSignal, found: number): unknown {
  const reason = aborted ? 'Interrupted.' : error instanceof UserError ? error.message : undefined;
  if (reason === undefined || (found === 0 && !aborted)) return error;
  const events = found === 1 ? '1 event was' : `${found} events were`;
  return new UserError(`${reason} So far ${events} found, and none was sent.`, { cause: error });
}

function found(event: Event): Found[] {
  const { EventTime, EventName, EventId } = event;
  const where = `${EventTime?.toISOString() ?? 'unknown time'} ${EventName} ${EventId}`;
  if (event.CloudTrailEvent === undefined) return [{ where, problem: 'CloudTrail gave no record of it' }];
  return open(event.CloudTrailEvent, false).items.map(({ number: _, ...item }) => ({ where, ...item }));
}

function timeOf({ EventTime }: Event): number {
  return EventTime?.getTime() ?? 0;
}

/** Tells a person that something goes on, and a log nothing. */
function startProgress(region: string) {
  const { stderr } = process;
  const clearLine = '\r\u001b[K';
  return {
    show: (name: string, events: number) => {
      if (stderr.isTTY) stderr.write(`${clearLine}Looking up ${name} in ${region}: ${events} events so far`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write(clearLine);
    },
  };
}
