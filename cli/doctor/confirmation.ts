const MAIL =
  'Follow the link in the mail "AWS Notification - Subscription Confirmation", which may be in the spam folder.';

const BY_PROTOCOL: Readonly<Partial<Record<string, string>>> = { email: MAIL, 'email-json': MAIL };

/** @see https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html */
export function howToConfirm(protocol: string): string {
  return `${BY_PROTOCOL[protocol] ?? 'Its owner opens the SubscribeURL that SNS sent there.'} It is valid for 2 days.`;
}
