import { main } from '../../../cli/subscriptions/main.ts';
import type { StandIn } from '../../../stand-in/server.ts';
import {
  type CloudFormationOptions,
  type StandInResource,
  startCloudFormation,
} from '../../aws/cloudformation.ts';
import { type SnsAccount, type SnsAccountOptions, startSnsAccount } from '../../aws/sns/sns.ts';
import type { StandInSubscription } from '../../aws/sns/subscriptions.ts';
import { runInProcess } from '../../support/in-process.ts';
import type { Run } from '../../support/run.ts';

export const TOPIC = 'arn:aws:sns:eu-central-1:111122223333:session-alerts';
export const NIGHT_TOPIC = 'arn:aws:sns:eu-central-1:111122223333:night-alerts';
export const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:alerts';

export const ONE_AUDIENCE = stackWith([{ name: 'everyone', topicArn: TOPIC, functionName: 'notify' }]);
export const TWO_AUDIENCES = stackWith([
  { name: 'everyone', topicArn: TOPIC },
  { name: 'night', topicArn: NIGHT_TOPIC },
]);

export function stackWith(
  audiences: object,
  resources: readonly StandInResource[] = [],
): CloudFormationOptions {
  const outputs = { Audiences: JSON.stringify(audiences) };
  return { stacks: [{ name: 'SsmSessionNotifier', outputs, resources }] };
}

/** A subscription of the topic, unless another one is given. */
export function subscription(
  endpoint: string,
  state: StandInSubscription['state'] = 'confirmed',
  { protocol = 'email', topicArn = TOPIC } = {},
): StandInSubscription {
  return { topicArn, protocol, endpoint, state, arn: `${topicArn}:of-${endpoint.replace(/\W/g, '-')}` };
}

export interface Account {
  readonly sns: SnsAccount;
  readonly cloudFormation: StandIn;
  /** Runs the command in this account. */
  run(args: string, env?: Record<string, string>): Promise<Run>;
}

export interface AccountOptions extends SnsAccountOptions {
  /** @default - one audience, "everyone" */
  readonly deployed?: CloudFormationOptions;
}

/** An account with its stack and its topics, for as long as `use` takes. */
export async function inAccount(
  { deployed = ONE_AUDIENCE, ...options }: AccountOptions,
  use: (account: Account) => Promise<void>,
): Promise<void> {
  const sns = await startSnsAccount({ topics: [TOPIC, NIGHT_TOPIC], ...options });
  const cloudFormation = await startCloudFormation(deployed);
  const defaults = {
    AWS_ENDPOINT_URL_SNS: sns.endpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  const run = (args: string, env: Record<string, string> = {}) =>
    runInProcess(main, args.split(' '), { ...defaults, ...env });
  try {
    await use({ sns, cloudFormation, run });
  } finally {
    await Promise.all([sns.close(), cloudFormation.close()]);
  }
}
