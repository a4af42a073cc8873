import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SNSClient } from '@aws-sdk/client-sns';
import { UserError } from '../terminal/user-error.ts';
import { toAwsError } from './aws-error.ts';

/** Where AWS is looked for, and as whom. What is not given comes from the environment and the profile. */
export interface AwsOptions {
  readonly region?: string;
  readonly profile?: string;
}

/** One account in one region. */
export interface Aws {
  readonly region: string;
  /** What every further client is made with. */
  readonly clientConfig: AwsClientConfig;
  readonly cloudFormation: CloudFormationClient;
  readonly sns: SNSClient;
  /**
   * Waits for the output of a call.
   *
   * @param permission the IAM action of the call: `sns:Subscribe`
   * @param subject what it is about, as the start of a sentence: `The rule sessions`
   * @throws {AwsError} that says in words why the call failed
   */
  readonly call: <Output>(permission: string, output: Promise<Output>, subject?: string) => Promise<Output>;
}

export interface AwsClientConfig {
  readonly region: string;
  readonly profile?: string;
}

// The SDK is pinned, and the function runs on a newer Node than the oldest one that this command runs on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Makes the clients. Nothing is sent. @throws {UserError} of misuse when there is no region */
export async function connectAws({ region, profile }: AwsOptions): Promise<Aws> {
  // The AWS CLI and the CDK know AWS_DEFAULT_REGION, the SDK does not.
  const chosen = region ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION);
  const config = { ...(chosen && { region: chosen }), ...(profile !== undefined && { profile }) };
  const sns = new SNSClient(config);
  const resolved = await sns.config.region().catch((error: unknown) => {
    throw new UserError(
      chosen
        ? `"${chosen}" is not a region, such as eu-central-1.`
        : 'No AWS region is set. Choose one with --region or AWS_REGION, or set it in the profile.',
      { misuse: true, cause: error },
    );
  });
  const clientConfig = { ...config, region: resolved };
  return {
    region: resolved,
    clientConfig,
    sns,
    cloudFormation: new CloudFormationClient(clientConfig),
    call: (permission, output, subject) =>
      output.catch((error: unknown) => {
        const call = { permission, region: resolved, ...(subject !== undefined && { subject }) };
        throw toAwsError(error, call) ?? error;
      }),
  };
}
