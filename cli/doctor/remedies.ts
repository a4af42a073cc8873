import { revertDrift as revertDriftCommand } from '../commands/aws-commands.ts';
import { deploy as deployCommand } from '../commands/project-commands.ts';
import type { ShellCommand } from '../terminal/shell-command.ts';
import type { Deployment } from './deployment.ts';

/** What to do about a fault. */
export interface Remedy {
  /** In whole sentences, or ending in a colon where a command follows. */
  readonly remedy: string;
  readonly command?: ShellCommand;
}

/**
 * Where this version, or a change of the configuration, is to be deployed. Nobody is unsubscribed by that: who was named
 * on the command line of the last deployment is named again.
 *
 * @param task what to do: `Deploy this version`
 */
export function deploy(deployment: Deployment, task: string): Remedy {
  const { region, unsubscribedByDeployment: subscribers } = deployment;
  if (subscribers === undefined) {
    return {
      remedy: `${task} to ${region}, by "npx cdk deploy" with every -c option of the last deployment: without them, those whom they named may be unsubscribed.`,
    };
  }
  return { remedy: `${task} to ${region}:`, command: deployCommand(deployment, subscribers) };
}

/** The remedy for a part that is no longer as it was deployed. */
export function changedByHand(deployment: Deployment): Remedy {
  return {
    remedy:
      'Someone changed it outside the deployment. Let CloudFormation put it back: create this change set, read it, and execute it.',
    command: revertDriftCommand(deployment, deployment.stack),
  };
}

/**
 * What the owner of a pending endpoint has to do.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html
 */
export function howToConfirm(protocol: string): string {
  const step = protocol.startsWith('email')
    ? 'Follow the link in the mail "AWS Notification - Subscription Confirmation", which may be in the spam folder.'
    : 'Its owner opens the SubscribeURL that SNS sent there.';
  return `${step} It is valid for 2 days.`;
}
