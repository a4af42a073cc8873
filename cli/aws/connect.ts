import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { UserError } from '../terminal/user-error.ts';
import { toAwsError } from './aws-error.ts';
import { checkProfile, credentialsOf } from './credentials.ts';
import { proxyOf } from './proxy-environment.ts';

/** The region and the profile of a command. Those that are not given come from the environment. */
export interface AwsOptions {
  readonly region?: string;
  readonly profile?: string;
}

/** A connection to one account in one region. */
export interface Aws {
  readonly region: string;
  /** The configuration with which every further client is made. */
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

/** Region, credentials, and the way through a proxy. */
export type AwsClientConfig = Required<Pick<SNSClientConfig, 'credentials'>> &
  Pick<SNSClientConfig, 'requestHandler'> & { readonly region: string };

/** Makes the clients. Nothing is sent. @throws {UserError} of misuse when there is no region, or no such profile */
export async function connectAws({ region, profile }: AwsOptions): Promise<Aws> {
  const namedProfile = profile ?? (process.env.AWS_PROFILE || undefined);
  if (namedProfile !== undefined && namedProfile !== 'default') await checkProfile(namedProfile);
  const clientConfig = await clientConfigOf({
    // The AWS CLI and the CDK know AWS_DEFAULT_REGION, the SDK does not.
    region: region ?? (process.env.AWS_REGION || process.env.AWS_DEFAULT_REGION || undefined),
    profile,
  });
  return {
    region: clientConfig.region,
    clientConfig,
    sns: new SNSClient(clientConfig),
    cloudFormation: new CloudFormationClient(clientConfig),
    call: (permission, output, subject) =>
      output.catch((error: unknown) => {
        const { region } = clientConfig;
        throw toAwsError(error, { permission, region, ...(subject !== undefined && { subject }) }) ?? error;
      }),
  };
}

async function clientConfigOf(options: {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}): Promise<AwsClientConfig> {
  const { profile } = options;
  const region = await resolveRegion(options);
  const requestHandler = await proxyHandler();
  const handler = requestHandler && { requestHandler };
  return { region, ...handler, credentials: credentialsOf(profile, handler ?? {}) };
}

async function resolveRegion({
  region,
  profile,
}: {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}): Promise<string> {
  const config = { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
  try {
    return await new SNSClient(config).config.region();
  } catch (error) {
    throw new UserError(
      region === undefined
        ? 'No AWS region is set. Choose one with --region or AWS_REGION, or set it in the profile.'
        : `"${region}" is not a region, such as eu-central-1.`,
      { misuse: true, cause: error },
    );
  }
}

/** Loaded on demand: most networks have no proxy. */
async function proxyHandler(): Promise<{ httpsAgent: object } | undefined> {
  if (proxyOf(process.env) === undefined) return undefined;
  const { EnvironmentProxyAgent } = await import('./proxy-agent.ts');
  return { httpsAgent: new EnvironmentProxyAgent({ keepAlive: true }) };
}
