import type { Aws, AwsOptions } from '../aws/connect.ts';
import { type AudienceTopic, audiencesNamed } from '../aws/stack-outputs.ts';
import { readSubscribers, type Subscriber, type SubscriptionState } from '../aws/topic-subscribers.ts';
import { addSubscription } from '../commands/project-commands.ts';
import { columns, indented, wrap } from '../terminal/layout.ts';
import { printable } from '../terminal/printable.ts';
import type { Colors } from '../terminal/program.ts';
import type { ListRequest } from './options.ts';

/** Lists the subscribers of each audience with their states, as text for people or as JSON for programs. */
export async function list(
  { audience, json, stack, profile }: ListRequest,
  audiences: readonly AudienceTopic[],
  aws: Aws,
  colors: Colors,
): Promise<string> {
  const lists: List[] = [];
  for (const chosen of audiencesNamed(audiences, audience)) {
    lists.push({ audience: chosen, subscribers: await readSubscribers(aws, chosen.topicArn) });
  }
  if (json) return JSON.stringify(printable(lists.map(toJson)), undefined, 2);
  const states = new Set(lists.flatMap(({ subscribers }) => subscribers.map(({ state }) => state)));
  return [
    ...lists.map((one) => renderList(one, { stack, profile, region: aws.region }, colors)),
    ...[...states].flatMap((state) => NOTES[state] ?? []).map(wrap),
  ].join('\n\n');
}

/** An audience and the subscribers of its topic. */
interface List {
  readonly audience: AudienceTopic;
  readonly subscribers: readonly Subscriber[];
}

/** What a command needs to act on the same stack. */
interface ListPlace {
  readonly stack: string;
  readonly region: string;
  readonly profile: string | undefined;
}

function placeOf({ region, profile }: ListPlace): AwsOptions {
  return { region, ...(profile !== undefined && { profile }) };
}

const NOTES: Readonly<Partial<Record<SubscriptionState, string>>> = {
  pending:
    'Pending: nothing arrives before the subscription is confirmed, within 2 days of subscribing. SNS does not say when that was. To have the confirmation sent again, add the endpoint again.',
  deleted: 'Deleted: nothing arrives any more. SNS removes it from the list by itself.',
};

function toJson({ audience, subscribers }: List) {
  return {
    audience: audience.name,
    topicArn: audience.topicArn,
    subscriptions: subscribers.map(({ arn, ...subscriber }) => ({ ...subscriber, subscriptionArn: arn })),
  };
}

function renderList({ audience, subscribers }: List, place: ListPlace, colors: Colors): string {
  const { name, topicArn } = audience;
  const reached = subscribers.filter(({ state }) => state === 'confirmed').length;
  const title = `${colors.bold(`Audience ${name} in ${place.region}:`)} `;
  if (subscribers.length === 0) {
    const someone = { protocol: 'email', endpoint: 'you@example.com' };
    const command = addSubscription(placeOf(place), someone, { audience: name, stack: place.stack });
    return `${title}${colors.yellow('nobody is subscribed')}\nAdd someone:\n${indented(command)}`;
  }
  const rows = subscribers.map(({ state, protocol, endpoint }) => [
    state,
    printable(protocol),
    printable(endpoint),
  ]);
  const [heading = '', ...lines] = columns([['STATE', 'PROTOCOL', 'ENDPOINT'], ...rows]);
  return [
    `${title}${reached} of ${subscribers.length} ${subscribers.length === 1 ? 'endpoint receives' : 'endpoints receive'} alerts`,
    colors.dim(topicArn),
    '',
    colors.dim(heading),
    ...lines.map((line, index) => paint(line, subscribers[index]?.state, colors)),
  ].join('\n');
}

function paint(line: string, state: SubscriptionState | undefined, colors: Colors): string {
  if (state === 'pending') return line.replace(/^pending/, colors.yellow);
  return state === 'deleted' ? colors.dim(line) : line;
}
