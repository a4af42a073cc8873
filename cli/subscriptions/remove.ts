import type { Aws } from '../aws/connect.ts';
import { type AudienceTopic, audiencesNamed } from '../aws/stack-outputs.ts';
import { readSubscribers, type Subscriber } from '../aws/topic-subscribers.ts';
import { wrap } from '../terminal/layout.ts';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import type { RemoveRequest } from './options.ts';
import { unsubscribe } from './topic.ts';

/** Ends a subscription, whichever audience it belongs to. */
export async function remove(
  request: RemoveRequest,
  audiences: readonly AudienceTopic[],
  aws: Aws,
): Promise<string> {
  const { subscriber: wanted } = request;
  const matches: Match[] = [];
  for (const { name, topicArn } of audiencesNamed(audiences, request.audience)) {
    const subscribers = await readSubscribers(aws, topicArn);
    const found = subscribers.filter(({ endpoint, arn }) => endpoint === wanted || arn === wanted);
    matches.push(...found.map((subscriber) => ({ ...subscriber, audience: name })));
  }
  const { arn, audience, protocol, endpoint } = theOne(matches, wanted);
  await unsubscribe(aws, arn);
  return wrap(
    `${protocol} ${printable(endpoint)} is no longer subscribed to audience ${audience} in ${aws.region}. ${REMINDER}`,
  );
}

/** CloudFormation compares templates, and does not see who unsubscribed. */
const REMINDER =
  'If notifier.config.ts names it, take it out there, too: a deployment does not subscribe it again as long as it stays as it is, but a new stack or a renamed audience would, and the doctor reports it as missing.';

interface Match extends Subscriber {
  readonly audience: string;
}

/** @throws {UserError} unless exactly one can be removed */
function theOne(matches: readonly Match[], wanted: string): Match & { readonly arn: string } {
  const [match, ...others] = matches.filter(({ state }) => state !== 'deleted');
  const shown = printable(wanted);
  if (!match) {
    throw new UserError(
      matches.length > 0
        ? `${shown} is deleted already. SNS removes it from the list by itself.`
        : `${shown} is not subscribed here: "list" shows who is.`,
    );
  }
  if (others.length > 0) {
    const all = [match, ...others].map(
      ({ audience, protocol, state, arn }) => `  ${audience}: ${protocol}, ${arn ?? state}`,
    );
    throw new UserError(
      `${shown} is subscribed more than once. Choose with --audience, or give the ARN of the subscription:\n${all.join('\n')}`,
      { misuse: true },
    );
  }
  const { arn } = match;
  if (arn !== undefined) return { ...match, arn };
  throw new UserError(
    `${shown} is pending, and SNS removes nothing that is not confirmed. It goes away by itself, 48 hours after it was subscribed, unless its link is followed.`,
  );
}
