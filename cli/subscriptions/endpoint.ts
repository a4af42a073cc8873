import * as v from 'valibot';
import { emailAddress, functionArn, httpsUrl, phoneNumber, queueArn } from '../../infra/config/values.ts';
import { PROTOCOLS, type Protocol } from '../../lambda/render/render.ts';

/** A protocol that can be subscribed. Not `http`, which would carry alerts in the clear. */
export type SubscribableProtocol = Exclude<Protocol, 'default' | 'http'>;

export const SUBSCRIBABLE_PROTOCOLS = PROTOCOLS.filter(
  (protocol): protocol is SubscribableProtocol => protocol !== 'default' && protocol !== 'http',
);

/** What an endpoint looks like. That of a protocol without a row is left to SNS to check. */
const ENDPOINTS: Readonly<Partial<Record<SubscribableProtocol, v.GenericSchema<string>>>> = {
  email: emailAddress,
  'email-json': emailAddress,
  sms: phoneNumber,
  https: httpsUrl,
  sqs: queueArn,
  lambda: functionArn,
  firehose: v.pipe(
    v.string(),
    v.regex(
      /^arn:aws[a-z-]*:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[\w.-]{1,64}$/,
      'is not the ARN of a Firehose stream, such as arn:aws:firehose:eu-central-1:111122223333:deliverystream/alerts',
    ),
  ),
};

/** What is wrong with an endpoint, as a sentence. Undefined when nothing is. */
export function problemOfEndpoint(protocol: SubscribableProtocol, endpoint: string): string | undefined {
  const { issues } = v.safeParse(ENDPOINTS[protocol] ?? v.string(), endpoint, { abortPipeEarly: true });
  return issues && `"${endpoint}" ${issues[0].message}.`;
}

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** What is wrong with the role of a subscription, as a sentence. Undefined when nothing is. Only a stream has a role. */
export function problemOfRole(
  protocol: SubscribableProtocol,
  roleArn: string | undefined,
): string | undefined {
  if (protocol !== 'firehose') return roleArn && `A role is for firehose: ${protocol} takes no --role-arn.`;
  if (roleArn === undefined) return 'A Firehose stream needs --role-arn: the role through which SNS writes.';
  if (ROLE_ARN.test(roleArn)) return undefined;
  return `"${roleArn}" is not the ARN of a role, such as arn:aws:iam::111122223333:role/alerts.`;
}
