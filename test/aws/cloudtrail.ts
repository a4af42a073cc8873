import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { pageOf } from '../../stand-in/pagination.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A trail as DescribeTrails, GetTrailStatus and GetEventSelectors return it. */
export interface StandInTrail {
  readonly Name: string;
  readonly TrailARN: string;
  readonly HomeRegion: string;
  readonly IsMultiRegionTrail: boolean;
  readonly IsOrganizationTrail: boolean;
  readonly IsLogging: boolean;
  /** @default - none */
  readonly EventSelectors?: readonly object[];
  /** @default - none */
  readonly AdvancedEventSelectors?: readonly object[];
}

export interface CloudTrailOptions {
  /** Id of the account that asks. Of another account's trail it sees only that it is there. */
  readonly account: string;
  readonly trails: readonly StandInTrail[];
  /** The records of the event history. @default - none */
  readonly history?: readonly StandInRecord[];
  /** How many events a look-up returns at most. @default 50 */
  readonly pageSize?: number;
}

/** A record as CloudTrail writes it, as far as a look-up needs it. */
export interface StandInRecord {
  readonly [field: string]: unknown;
  readonly eventID: string;
  readonly eventName: string;
  readonly eventSource: string;
  /** ISO 8601. */
  readonly eventTime: string;
}

/**
 * Stands in for AWS CloudTrail on the loopback interface: point a `CloudTrailClient` at its `endpoint`. It returns
 * how trails are set up, the same in every Region, and looks events up by their name. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function startCloudTrail({
  account,
  trails,
  history = [],
  pageSize = 50,
}: CloudTrailOptions): Promise<StandIn> {
  const find = (arn: unknown) => ownTrail(trails, account, String(arn));
  return startServer(
    jsonService('CloudTrail_20131101', {
      DescribeTrails: () => ({
        trailList: trails.map(({ IsLogging, EventSelectors, AdvancedEventSelectors, ...trail }) => trail),
      }),
      GetTrailStatus: ({ Name }) => ({ IsLogging: find(Name).IsLogging }),
      GetEventSelectors: ({ TrailName }: JsonInput) => {
        const { TrailARN, EventSelectors, AdvancedEventSelectors } = find(TrailName);
        return { TrailARN, EventSelectors, AdvancedEventSelectors };
      },
      LookupEvents: (input) => lookUp(history, pageSize, input),
    }),
  );
}

/** @see https://github.com/turbot/steampipe-plugin-aws/issues/577 for what a member account receives */
function ownTrail(trails: readonly StandInTrail[], account: string, arn: string): StandInTrail {
  const found = trails.find(({ TrailARN }) => TrailARN === arn);
  if (found && arn.split(':')[4] === account) return found;
  throw new ServiceError(400, 'TrailNotFoundException', `Unknown trail: ${arn} for the user: ${account}`);
}

/** Newest first, as CloudTrail has them. */
function lookUp(history: readonly StandInRecord[], pageSize: number, input: JsonInput): object {
  const { LookupAttributes, StartTime, EndTime, NextToken, MaxResults = pageSize } = input;
  const [{ AttributeValue } = {}] = LookupAttributes as readonly JsonInput[];
  const found = history
    .filter(({ eventName }) => eventName === AttributeValue)
    .filter((record) => secondsOf(record) >= Number(StartTime) && secondsOf(record) <= Number(EndTime))
    .sort((a, b) => secondsOf(b) - secondsOf(a));
  const token = NextToken === undefined ? undefined : String(NextToken);
  const page = pageOf(found, token, Math.min(pageSize, Number(MaxResults)));
  if (page === undefined) throw new ServiceError(400, 'InvalidNextTokenException', 'Invalid token.');
  return {
    Events: page.items.map((record) => ({
      EventId: record.eventID,
      EventName: record.eventName,
      EventSource: record.eventSource,
      EventTime: secondsOf(record),
      CloudTrailEvent: JSON.stringify(record),
    })),
    NextToken: page.nextToken,
  };
}

/** Since the epoch. */
function secondsOf({ eventTime }: StandInRecord): number {
  return Date.parse(eventTime) / 1000;
}
