import { type JsonInput, jsonService } from './json-protocol.ts';
import { type StandIn, startServer } from './server.ts';
import { ServiceError } from './service.ts';

/** A trail: what DescribeTrails, GetTrailStatus and GetEventSelectors tell of it. */
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
}

/**
 * Stands in for AWS CloudTrail on the loopback interface: point a `CloudTrailClient` at its `endpoint`. It tells how
 * trails are set up, the same in every Region. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export function startCloudTrail({ account, trails }: CloudTrailOptions): Promise<StandIn> {
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
    }),
  );
}

/** @see https://github.com/turbot/steampipe-plugin-aws/issues/577 for what a member account is told */
function ownTrail(trails: readonly StandInTrail[], account: string, arn: string): StandInTrail {
  const found = trails.find(({ TrailARN }) => TrailARN === arn);
  if (found && arn.split(':')[4] === account) return found;
  throw new ServiceError(400, 'TrailNotFoundException', `Unknown trail: ${arn} for the user: ${account}`);
}
