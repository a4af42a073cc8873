import * as v from 'valibot';
import { AUDIENCE_PARTS, outputKey } from '../outputs.ts';
import { type AudienceFilter, filter } from './filter.ts';
import { group, type Problem, report, text } from './shapes.ts';
import { type Subscribers, subscribers } from './subscribers.ts';
import { displayName } from './values.ts';

/** People who receive the same alerts. */
export interface Audience {
  /** Unique; hyphens do not count. */
  readonly name: string;
  /**
   * What the topic, the queues and all other resources are named after. Give an audience its old name as `id` when you rename
   * it, and they stay, with their subscriptions: a new name alone makes new ones, and deletes the old.
   * @default - the name
   */
  readonly id?: string;
  /**
   * The sender's name in an email, and the prefix of every text message, where it uses up room.
   * @default 'SSM alerts'
   */
  readonly displayName?: string;
  /**
   * Who receives the alerts.
   * @default - nobody, until someone subscribes to the topic
   */
  readonly subscribers?: Subscribers;
  /**
   * Which sessions they are notified of.
   * @default - all
   */
  readonly filter?: AudienceFilter;
}

/** The name of an audience, which becomes part of the names of resources and outputs. */
export const AUDIENCE_NAME = /^[a-z][a-z0-9-]{0,29}$/;

const audienceName = v.pipe(
  text,
  v.regex(
    AUDIENCE_NAME,
    'is not a name for an audience: 1 to 30 lower-case letters, digits and hyphens, a letter first',
  ),
);

const audience = group({
  name: audienceName,
  id: v.exactOptional(audienceName),
  displayName: v.exactOptional(displayName),
  subscribers: v.exactOptional(subscribers),
  filter: v.exactOptional(filter),
}) satisfies v.GenericSchema<unknown, Audience>;

export const audiences = v.pipe(
  v.array(audience, 'is not a list'),
  v.nonEmpty('would alert nobody: name an audience, or leave it out for one that is notified of everything'),
  v.rawCheck((context) => report(context, collisions)),
);

/** What the resources of an audience are named after. */
export function idOf({ id, name }: Pick<Audience, 'id' | 'name'>): string {
  return id ?? name;
}

function collisions(all: readonly Pick<Audience, 'id' | 'name'>[]): Problem[] {
  return all.flatMap((audience, index) => {
    for (const [first, other] of all.slice(0, index).entries()) {
      const problem = collision(audience, other, `audiences[${first}]`);
      if (problem !== undefined) return [{ ...problem, path: [index, ...problem.path] }];
    }
    return [];
  });
}

function collision(
  audience: Pick<Audience, 'id' | 'name'>,
  other: Pick<Audience, 'id' | 'name'>,
  where: string,
): Problem | undefined {
  const { name } = audience;
  if (alike(name, other.name)) {
    const hyphens = name === other.name ? '' : ': hyphens do not count';
    return { path: ['name'], value: name, message: `is the name of ${where}, too${hyphens}` };
  }
  const key = audience.id === undefined ? 'name' : 'id';
  const id = idOf(audience);
  if (alike(id, idOf(other))) {
    return { path: [key], value: id, message: `would name the resources of ${where}, too: choose another` };
  }
  const theirs = outputKeys(idOf(other));
  const shared = outputKeys(id).find((output) => theirs.includes(output));
  if (shared === undefined) return undefined;
  const message = `would have the output ${shared}, which is one of ${where} ("${idOf(other)}"), too: choose another ${key}`;
  return { path: [key], value: id, message };
}

/** The keys of the outputs of every part that an audience can have. */
function outputKeys(id: string): readonly string[] {
  return Object.values(AUDIENCE_PARTS).flatMap((output) => (output ? [outputKey(id, output.key)] : []));
}

/** Hyphens are left out of the names of outputs. */
function alike(one: string, other: string): boolean {
  return one.replaceAll('-', '') === other.replaceAll('-', '');
}
