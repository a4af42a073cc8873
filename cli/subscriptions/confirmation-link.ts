import * as v from 'valibot';
import { TOPIC_ARN_PATTERN } from '../../lambda/domain/topic-arn.ts';

/** What a link holds with which SNS lets an endpoint confirm. */
export interface ConfirmationLink {
  readonly topicArn: string;
  readonly token: string;
}

/**
 * Reads the link of a confirmation mail, or the `SubscribeURL` of a confirmation that SNS has posted:
 * `https://sns.eu-central-1.amazonaws.com/confirmation.html?TopicArn=arn:aws:sns:…&Token=…&Endpoint=…`.
 *
 * @returns undefined for any other text
 * @see https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html
 */
export function readConfirmationLink(text: string): ConfirmationLink | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || !HOST.test(url.hostname)) return undefined;
  const link = { topicArn: url.searchParams.get('TopicArn'), token: url.searchParams.get('Token') };
  return v.is(Link, link) ? link : undefined;
}

const HOST = /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

const Link = v.object({
  topicArn: v.pipe(v.string(), v.regex(TOPIC_ARN_PATTERN)),
  token: v.pipe(v.string(), v.regex(/^[\w-]{16,4096}$/)),
});
