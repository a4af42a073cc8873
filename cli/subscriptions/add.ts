import type { Aws, AwsOptions } from '../aws/connect.ts';
import { type AudienceTopic, chooseAudience } from '../aws/stack-outputs.ts';
import { readSubscribers } from '../aws/topic-subscribers.ts';
import { wrap } from '../terminal/layout.ts';
import { type Added, nextSteps } from './next-steps.ts';
import type { AddRequest } from './options.ts';
import { subscribe } from './topic.ts';

/** Subscribes an endpoint, and says in what state it is now and what happens next. */
export async function add(
  request: AddRequest,
  audiences: readonly AudienceTopic[],
  aws: Aws,
): Promise<string> {
  const { protocol, endpoint } = request;
  const { name, topicArn } = chooseAudience(audiences, request.audience);
  const present = (await readSubscribers(aws, topicArn)).find(
    (other) => other.protocol === protocol && other.endpoint === endpoint && other.state !== 'deleted',
  );
  const who = `${protocol} ${endpoint}`;
  const where = `audience ${name} in ${aws.region}`;
  const steps = (state: Added['state']) =>
    nextSteps(
      { protocol, endpoint, state, topicArn, stack: request.stack, place: placeOf(request, aws) },
      aws,
    );
  if (present?.state === 'confirmed') {
    const outcome = wrap(`${who} is already subscribed to ${where}, and confirmed. Nothing was changed.`);
    return [outcome, await steps('confirmed')].filter((text) => text !== '').join('\n\n');
  }

  const state = await subscribe(aws, topicArn, request);
  const outcome = present
    ? `${who} is already subscribed to ${where}, and still pending. SNS was asked to send the confirmation again.`
    : `${who} is subscribed to ${where}${state === 'pending' ? ', and pending: it has to confirm' : ''}.`;
  return `${wrap(outcome)}\n\n${await steps(state)}`;
}

/** Where the printed commands are to act, and as whom. */
function placeOf({ profile }: AddRequest, { region }: Aws): AwsOptions {
  return { region, ...(profile !== undefined && { profile }) };
}
