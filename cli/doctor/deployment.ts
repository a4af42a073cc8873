import { AudienceOutput } from '../../infra/outputs.ts';
import { testTokenOf } from '../../infra/test-token.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { Aws, AwsOptions } from '../aws/connect.ts';
import { audiencesNamed, readStack } from '../aws/stack-outputs.ts';
import { readStackSubscriptions, type StackSubscription } from '../aws/stack-subscriptions.ts';
import type { Endpoint } from '../commands/words.ts';
import { type ExpectedSubscribers, unsubscribedByDeployment } from './subscribers.ts';

/** What is examined: the stack, or some of its audiences. */
export interface Deployment extends AwsOptions {
  readonly stack: string;
  readonly region: string;
  /** The id of the account. */
  readonly account: string;
  /** What its rules expect of a test event. */
  readonly testToken: string;
  readonly audiences: readonly DeployedAudience[];
  readonly expected: ExpectedSubscribers;
  /** The subscribers whom a deployment without `-c` options would unsubscribe. Undefined: that cannot be known. */
  readonly unsubscribedByDeployment: readonly Endpoint[] | undefined;
}

/** The parts of one audience. */
export type DeployedAudience = AudienceOutput;

/** Whether events gather in a buffer before the function reads them. One that is only drained gathers no more. */
export function gathersEvents({ bufferUrl, drainsBuffer }: DeployedAudience): boolean {
  return bufferUrl !== undefined && drainsBuffer !== true;
}

export interface DeploymentOptions {
  readonly stack: string;
  /** @default - all audiences */
  readonly audience?: string;
  readonly profile?: string;
}

/**
 * Finds the parts of a deployed stack.
 *
 * @param configured who is configured, or why that could not be read
 * @throws {UserError} when the stack is not there, or has no such audience
 */
export async function findDeployment(
  aws: Aws,
  { stack, audience, profile }: DeploymentOptions,
  configured: ExpectedSubscribers['configured'],
): Promise<Deployment> {
  const { stackId, audiences: all } = await readStack(aws, stack, AudienceOutput);
  const expected = { deployed: await readDeployed(aws, stack), configured };
  const [first] = all;
  return {
    stack,
    region: aws.region,
    ...(profile !== undefined && { profile }),
    account: first?.topicArn.split(':')[4] ?? '',
    testToken: testTokenOf(stackId) ?? '',
    audiences: audiencesNamed(all, audience),
    expected,
    // On the command line, subscribers are those of the first audience.
    unsubscribedByDeployment: first && unsubscribedByDeployment(expected, first),
  };
}

/** Answers with the error instead of throwing it, because the other parts can be checked all the same. */
async function readDeployed(aws: Aws, stack: string): Promise<readonly StackSubscription[] | AwsError> {
  try {
    return await readStackSubscriptions(aws, stack);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
