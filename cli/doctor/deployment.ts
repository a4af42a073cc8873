import { AudienceOutput } from '../../infra/outputs.ts';
import { testTokenOf } from '../../infra/test-token.ts';
import type { Aws, AwsOptions } from '../aws/connect.ts';
import { audiencesNamed, readStack } from '../aws/deployment.ts';

/** What is examined: the stack, or some of its audiences. */
export interface Deployment extends AwsOptions {
  readonly stack: string;
  readonly region: string;
  /** Id of the account. */
  readonly account: string;
  /** What its rules expect of a test event. */
  readonly testToken: string;
  readonly audiences: readonly DeployedAudience[];
}

/** The parts of one audience. */
export type DeployedAudience = AudienceOutput;

/** Finds the parts. @throws {UserError} when the stack is not there, or has no such audience */
export async function findDeployment(
  aws: Aws,
  { stack, audience, profile }: { stack: string; audience?: string; profile?: string },
): Promise<Deployment> {
  const { stackId, audiences: all } = await readStack(aws, stack, AudienceOutput);
  const audiences = audiencesNamed(all, audience);
  return {
    stack,
    region: aws.region,
    ...(profile !== undefined && { profile }),
    account: audiences[0]?.topicArn.split(':')[4] ?? '',
    testToken: testTokenOf(stackId) ?? '',
    audiences,
  };
}
