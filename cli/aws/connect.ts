import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SNSClient } from '@aws-sdk/client-sns';
import { Problem } from '../terminal/problem.ts';
import { toAwsProblem } from './aws-problem.ts';

/** Where AWS is looked for, and as whom. What is not given comes from the environment and the profile. */
export interface AwsOptions {
  readonly region?: string;
  readonly profile?: string;
}

/** One account in one region. */
export interface Aws {
  readonly region: string;
  readonly cloudFormation: CloudFormationClient;
  readonly sns: SNSClient;
  /**
   * Waits for the answer to a call.
   *
   * @param permission the IAM action of the call: `sns:Subscribe`
   * @throws {Problem} that says in words why it failed
   */
  readonly ask: <Answer>(permission: string, answer: Promise<Answer>) => Promise<Answer>;
}

// The SDK is pinned, and the function runs on a newer Node than the oldest one that this command runs on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Makes the clients. Nothing is sent. @throws {Problem} when there is no region */
export async function connectAws({ region, profile }: AwsOptions): Promise<Aws> {
  // The AWS CLI and the CDK know AWS_DEFAULT_REGION, the SDK does not.
  const chosen = region ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION);
  const config = { ...(chosen && { region: chosen }), ...(profile !== undefined && { profile }) };
  const sns = new SNSClient(config);
  const resolved = await sns.config.region().catch((error: unknown) => {
    throw new Problem(
      chosen
        ? `"${chosen}" is not a region, such as eu-central-1.`
        : 'No AWS region is set. Choose one with --region or AWS_REGION, or set it in the profile.',
      { cause: error },
    );
  });
  return {
    region: resolved,
    sns,
    cloudFormation: new CloudFormationClient(config),
    ask: (permission, answer) =>
      answer.catch((error: unknown) => {
        throw toAwsProblem(error, { permission, region: resolved }) ?? error;
      }),
  };
}
