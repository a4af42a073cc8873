import type { SessionNotifierStackConfig } from './notifier-config.ts';

/** Where the stack is deployed, as far as that is known before it is. */
export interface Destination {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * What the CDK's command line says of it. Without credentials it knows no account, and says a Region all the same: a default
 * that nobody has chosen.
 */
export function destinationOf({
  CDK_DEFAULT_REGION: region,
  CDK_DEFAULT_ACCOUNT: account,
}: Readonly<Record<string, string | undefined>>): Destination {
  return account ? { region, account } : {};
}

/** What stands in another Region or account than the stack, and would not work from there, a line each. */
export function elsewhere(
  { alarms, kmsKeyArn, audiences }: SessionNotifierStackConfig,
  destination: Destination,
): readonly string[] {
  const settings: [string, string | undefined][] = [
    ['alarms.topicArn', alarms?.topicArn],
    ['kmsKeyArn', kmsKeyArn],
    ...audiences.flatMap(({ subscribers }, audience) =>
      (subscribers?.lambda ?? []).map((endpoint, index): [string, string] => [
        `audiences[${audience}].subscribers.lambda[${index}]`,
        endpoint,
      ]),
    ),
  ];
  return settings.flatMap(([setting, arn]) => {
    const [, , , region, account] = arn?.split(':') ?? [];
    const other =
      different(region, destination.region) ??
      (different(account, destination.account) && `account ${account}`);
    if (other === undefined) return [];
    const name = arn
      ?.split(':')
      .slice(5)
      .join(':')
      .replace(/^(?:function:|key\/)/, '');
    return [
      `${setting}: ${JSON.stringify(arn)} is in ${other}, and this deployment is not: write ${JSON.stringify(name)}, which stands for the one beside the stack, wherever that is deployed`,
    ];
  });
}

/** The one that was given, if it is not the one that is. */
function different(given: string | undefined, actual: string | undefined): string | undefined {
  return given !== undefined && actual !== undefined && given !== actual ? given : undefined;
}
