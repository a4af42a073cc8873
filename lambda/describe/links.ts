import type { Link } from '../domain/notice.ts';
import type { SessionEvent, Target } from '../domain/session-event.ts';

/** Hosts of the console by partition. Other partitions get no links. Host and Region must agree, or the page stays blank. */
const CONSOLE_HOSTS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** Longer than any there is, and short enough that two of them leave a link within what a chat message may hold. */
const REGION = /^(?=.{1,32}$)[a-z]{2,4}(-[a-z]+)+-\d+$/;

/**
 * Pages of the AWS console that show more. None of them opens a session, as the page of an instance in Session Manager
 * does. Only ids that cannot leave their place in a URL get a link.
 */
export function consoleLinks({
  kind,
  outcome,
  partition,
  region,
  eventId,
  target,
}: SessionEvent): readonly Link[] {
  const host = Object.hasOwn(CONSOLE_HOSTS, partition) ? CONSOLE_HOSTS[partition] : undefined;
  if (host === undefined || region === undefined || !REGION.test(region)) return [];
  const page = (label: string, path: string): Link => ({
    label,
    url: `https://${regionalHost(host, region)}/${path}`,
  });
  const sessions = page('Sessions', `systems-manager/session-manager/sessions?region=${region}`);
  const cloudTrailEvent = isPlain(eventId)
    ? [page('Event', `cloudtrailv2/home?region=${region}#/events/${eventId}`)]
    : [];
  const machinePage = machine(target?.value).map((path) =>
    page('Machine page', path.replace('REGION', region)),
  );
  // Where nothing was opened, there is nothing to see in the list of sessions.
  return outcome.kind === 'succeeded' && kind !== 'unrecognised'
    ? [sessions, ...machinePage, ...cloudTrailEvent]
    : [...cloudTrailEvent, ...machinePage];
}

function regionalHost(host: string, region: string): string {
  return `${region}.${host}`;
}

function machine(target: Target | undefined): string[] {
  if (!isPlain(target?.id)) return [];
  switch (target?.kind) {
    case 'ec2-instance':
      return [`ec2/home?region=REGION#InstanceDetails:instanceId=${target.id}`];
    case 'managed-node':
      return [`systems-manager/fleet-manager/managed-nodes/${target.id}/general?region=REGION`];
    default:
      return [];
  }
}

function isPlain(id: string | undefined): id is string {
  return /^[\w-]{1,100}$/.test(id ?? '');
}
