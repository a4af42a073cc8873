import * as v from 'valibot';
import type { Aws, AwsOptions } from '../aws/connect.ts';
import { AudienceOutput, audiencesNamed, readAudiences } from '../aws/deployment.ts';

/** What is examined: the stack, or some of its audiences. */
export interface Deployment extends AwsOptions {
  readonly stack: string;
  readonly region: string;
  /** Id of the account. */
  readonly account: string;
  readonly audiences: readonly DeployedAudience[];
}

const name = v.string();

const DeployedAudienceOutput = v.object({
  ...AudienceOutput.entries,
  functionName: name,
  ruleName: name,
  deadLetterQueueUrl: name,
  failureQueueUrl: name,
  /** Where events gather, in buffered delivery. */
  bufferUrl: v.optional(name),
  bufferDeadLetterQueueUrl: v.optional(name),
  /** How many watch it. */
  alarms: v.optional(v.number(), 0),
});

/** The parts of one audience. */
export type DeployedAudience = v.InferOutput<typeof DeployedAudienceOutput>;

/** Finds the parts. @throws {UserError} when the stack is not there, or has no such audience */
export async function findDeployment(
  aws: Aws,
  { stack, audience, profile }: { stack: string; audience?: string; profile?: string },
): Promise<Deployment> {
  const audiences = audiencesNamed(await readAudiences(aws, stack, DeployedAudienceOutput), audience);
  return {
    stack,
    region: aws.region,
    ...(profile !== undefined && { profile }),
    account: audiences[0]?.topicArn.split(':')[4] ?? '',
    audiences,
  };
}
