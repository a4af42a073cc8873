import type { Aws } from '../aws/connect.ts';
import type { AudienceTopic } from '../aws/stack-outputs.ts';
import { isTopicOfStack } from '../aws/stack-resources.ts';
import { readSubscribers } from '../aws/topic-subscribers.ts';
import { wrap } from '../terminal/layout.ts';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import type { ConfirmRequest } from './options.ts';
import { confirmSubscription, isProtected } from './topic.ts';

/**
 * Confirms a subscription in the place of its link, so that nobody can end it by the links in its mails: from then on,
 * SNS asks for credentials.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html
 */
export async function confirm(
  request: ConfirmRequest,
  audiences: readonly AudienceTopic[],
  aws: Aws,
): Promise<string> {
  const { topicArn, token } = request.link;
  const place = await placeOf(topicArn, request, audiences, aws);
  const arn = await confirmSubscription(aws, topicArn, token);
  const subscribers = await readSubscribers(aws, topicArn);
  const { protocol = 'The', endpoint = 'subscription' } = subscribers.find((one) => one.arn === arn) ?? {};
  const outcome = `${printable(protocol)} ${printable(endpoint)} is confirmed, and receives ${place}.`;
  return wrap(`${outcome} ${(await isProtected(aws, arn)) ? PROTECTED : UNPROTECTED}`);
}

const PROTECTED =
  'The links in its mails do not end the subscription: only somebody with AWS credentials can, for example with "remove".';

const UNPROTECTED =
  'It had been confirmed by its link before, so anybody who has one of its mails can end it. To prevent that, remove it, add it again, and confirm with the new link like this.';

/** The topic must be of the stack: a link may come from anybody. */
async function placeOf(
  topicArn: string,
  { stack }: ConfirmRequest,
  audiences: readonly AudienceTopic[],
  aws: Aws,
): Promise<string> {
  const audience = audiences.find((one) => one.topicArn === topicArn);
  if (audience) return `the alerts of audience ${printable(audience.name)} in ${aws.region}`;
  if (await isTopicOfStack(topicArn, stack, aws)) return `the alarms of ${printable(stack)} in ${aws.region}`;
  throw new UserError(
    `The link is for the topic ${topicArn}, which is not of the stack ${printable(stack)} in ${aws.region}. Choose the one that it is of with --stack and --region.`,
    { misuse: true },
  );
}
