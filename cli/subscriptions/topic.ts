import {
  ConfirmSubscriptionCommand,
  GetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { AwsError } from '../aws/aws-error.ts';
import type { Aws } from '../aws/connect.ts';
import { UserError } from '../terminal/user-error.ts';

/**
 * Subscribes, or asks a pending endpoint once more to confirm.
 *
 * It leaves `ReturnSubscriptionArn` out, because only then does the answer say whether a confirmation is needed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export async function subscribe(
  { sns, call }: Aws,
  topicArn: string,
  endpoint: { readonly protocol: string; readonly endpoint: string; readonly roleArn?: string },
): Promise<'confirmed' | 'pending'> {
  const command = new SubscribeCommand({
    TopicArn: topicArn,
    Protocol: endpoint.protocol,
    Endpoint: endpoint.endpoint,
    Attributes: endpoint.roleArn === undefined ? undefined : { SubscriptionRoleArn: endpoint.roleArn },
  });
  const { SubscriptionArn: arn } = await call('sns:Subscribe', sns.send(command));
  if (!arn) throw new UserError('SNS did not say what became of the subscription: "list" shows its state.');
  return arn.startsWith('arn:') ? 'confirmed' : 'pending';
}

/**
 * Confirms a pending subscription, so that only somebody with credentials can end it.
 *
 * @returns its ARN
 */
export async function confirmSubscription(
  { sns, call }: Aws,
  topicArn: string,
  token: string,
): Promise<string> {
  const command = new ConfirmSubscriptionCommand({
    TopicArn: topicArn,
    Token: token,
    AuthenticateOnUnsubscribe: 'true',
  });
  const { SubscriptionArn: arn } = await call('sns:ConfirmSubscription', sns.send(command)).catch(
    (error: unknown) => {
      throw isInvalidParameter(error)
        ? new UserError(
            'SNS does not take this link. It is valid for 2 days, and only until the endpoint is added once more: add it again, and use the newest link.',
            { cause: error },
          )
        : error;
    },
  );
  if (!arn) throw new UserError('SNS did not say what became of the subscription: "list" shows its state.');
  return arn;
}

/** Whether a subscription can be ended only with credentials, and not by the link in a mail. */
export async function isProtected({ sns, call }: Aws, arn: string): Promise<boolean> {
  const command = new GetSubscriptionAttributesCommand({ SubscriptionArn: arn });
  const { Attributes = {} } = await call('sns:GetSubscriptionAttributes', sns.send(command));
  return Attributes.ConfirmationWasAuthenticated === 'true';
}

/** Ends a confirmed subscription. */
export async function unsubscribe({ sns, call }: Aws, arn: string): Promise<void> {
  await call('sns:Unsubscribe', sns.send(new UnsubscribeCommand({ SubscriptionArn: arn })));
}

function isInvalidParameter(error: unknown): boolean {
  const cause = error instanceof AwsError ? error.cause : undefined;
  return cause instanceof Error && cause.name === 'InvalidParameterException';
}
