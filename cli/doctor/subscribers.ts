import type { AwsError } from '../aws/aws-error.ts';
import type { StackSubscription } from '../aws/stack-subscriptions.ts';
import type { Subscriber } from '../aws/topic-subscribers.ts';
import type { Endpoint } from '../commands/words.ts';
import type { UserError } from '../terminal/user-error.ts';

/** The subscribers that a topic should have, as far as they can be known. */
export interface ExpectedSubscribers {
  /** Those of the last deployment, or why they could not be read. */
  readonly deployed: readonly StackSubscription[] | AwsError;
  /** Those of the configuration file, or why they could not be read. */
  readonly configured: readonly ConfiguredSubscriber[] | UserError;
}

export interface ConfiguredSubscriber extends Endpoint {
  /** The name of the audience. */
  readonly audience: string;
}

/** Selects the expected endpoints that are neither subscribed to a topic nor waiting for confirmation. */
export function missingFrom<Expected extends Endpoint>(
  subscribers: readonly Subscriber[],
  expected: readonly Expected[],
): readonly Expected[] {
  return expected.filter(
    (one) => !subscribers.some((other) => other.state !== 'deleted' && isSame(one, other)),
  );
}

/** Whether two endpoints are the same. A queue or a function may be named without the rest of its ARN. */
export function isSame(one: Endpoint, other: Endpoint): boolean {
  const [name, known] = [one.endpoint.toLowerCase(), other.endpoint.toLowerCase()];
  return one.protocol === other.protocol && (known === name || known.endsWith(`:${name}`));
}

/** The protocols for which the deployment has a `-c` option. */
const COMMAND_LINE_PROTOCOLS: ReadonlySet<string> = new Set(['email', 'sms', 'https']);

/**
 * Whom a deployment without `-c` options would unsubscribe: those whom the last one subscribed, whom the configuration
 * does not name, and who are not retained.
 *
 * @returns undefined where it cannot be known
 */
export function unsubscribedByDeployment(
  { deployed, configured }: ExpectedSubscribers,
  { name, topicArn }: { readonly name: string; readonly topicArn: string },
): readonly Endpoint[] | undefined {
  if (!isList(deployed) || !isList(configured)) return undefined;
  const named = configured.filter(({ audience }) => audience === name);
  return deployed.filter(
    (one) =>
      COMMAND_LINE_PROTOCOLS.has(one.protocol) &&
      one.topicArn === topicArn &&
      !one.retained &&
      !named.some((other) => isSame(other, one)),
  );
}

export function isList<Item>(value: readonly Item[] | Error): value is readonly Item[] {
  return Array.isArray(value);
}
