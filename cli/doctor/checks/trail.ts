import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { AwsError } from '../../aws/aws-error.ts';
import { startLogging } from '../../commands/aws-commands.ts';
import type { Check } from '../check.ts';
import type { Clients } from '../clients.ts';
import type { Deployment } from '../deployment.ts';
import { ok, type Verdict, verdictOn, wrong } from '../verdicts.ts';
import { selectSessionCalls } from './trail/event-selectors.ts';

/** What is known of one trail, best first. */
type Known =
  | { readonly kind: 'logs' | 'trusted' | 'stopped' | 'selects too little'; readonly trail: Trail }
  | { readonly kind: 'unanswered'; readonly error: AwsError };

/**
 * EventBridge sees an API call only through a trail that logs management events in the region of the call.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const checkTrail: Check = async (deployment, clients) => {
  const { region } = deployment;
  const { trailList = [] } = await clients.call(
    'cloudtrail:DescribeTrails',
    clients.cloudTrailIn(region).send(new DescribeTrailsCommand({})),
  );
  const here = trailList.filter((trail) => trail.IsMultiRegionTrail || trail.HomeRegion === region);
  const known = await Promise.all(here.map((trail) => examineTrail(trail, deployment, clients)));
  return [toVerdict(known, deployment)];
};

async function examineTrail(trail: Trail, { region, account }: Deployment, clients: Clients): Promise<Known> {
  const { TrailARN, HomeRegion = region } = trail;
  const cloudTrail = clients.cloudTrailIn(HomeRegion);
  try {
    const [{ IsLogging }, selectors] = await Promise.all([
      clients.call(
        'cloudtrail:GetTrailStatus',
        cloudTrail.send(new GetTrailStatusCommand({ Name: TrailARN })),
      ),
      clients.call(
        'cloudtrail:GetEventSelectors',
        cloudTrail.send(new GetEventSelectorsCommand({ TrailName: TrailARN })),
      ),
    ]);
    if (!selectSessionCalls(selectors)) return { kind: 'selects too little', trail };
    return { kind: IsLogging ? 'logs' : 'stopped', trail };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // A member account sees that the trail is there, and no more.
    if (trail.IsOrganizationTrail && ownerOf(trail) !== account) return { kind: 'trusted', trail };
    return { kind: 'unanswered', error };
  }
}

function toVerdict(known: readonly Known[], deployment: Deployment): Verdict {
  const { region } = deployment;
  const all = (kind: string) =>
    known.flatMap((one) => ('trail' in one && one.kind === kind ? one.trail : []));

  const [logging] = all('logs');
  if (logging) return ok(`The trail ${logging.Name} logs management write events.`);

  const [trusted] = all('trusted');
  if (trusted) {
    return ok(
      `The organization trail ${trusted.Name} covers this account. Only its owner, account ${ownerOf(trusted)}, can see what it logs, so that is taken on trust.`,
    );
  }

  const unanswered = known.find((one) => one.kind === 'unanswered');
  if (unanswered) return verdictOn(unanswered.error, deployment);

  const consequence = `No trail logs management write events in ${region}, so no session is ever seen`;
  const [stopped] = all('stopped');
  if (stopped) {
    return wrong(`${consequence}: the trail ${stopped.Name} is switched off.`, {
      remedy: 'Switch it on:',
      command: startLogging(
        { ...deployment, ...(stopped.HomeRegion && { region: stopped.HomeRegion }) },
        stopped.TrailARN ?? '',
      ),
    });
  }

  const narrow = all('selects too little').map((trail) => trail.Name);
  if (narrow.length > 0) {
    return wrong(
      `${consequence}: ${narrow.join(' and ')} ${narrow.length === 1 ? 'leaves' : 'leave'} them out.`,
      `Let the trail ${narrow[0]} log management events, write-only or all, of every service: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html`,
    );
  }
  return wrong(
    `${consequence}: there is no trail.`,
    'Create one, best for all regions: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html',
  );
}

/** Id of the account. */
function ownerOf({ TrailARN = '' }: Trail): string {
  return TrailARN.split(':')[4] ?? '';
}
