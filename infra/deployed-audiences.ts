import * as v from 'valibot';
import { AUDIENCE_NAME } from './config/audience.ts';
import type { Destination } from './config/destination.ts';
import { AUDIENCES_OUTPUT, AudienceOutput } from './outputs.ts';

/** Nobody waits longer for what only makes warnings possible. */
const TIMEOUT_MS = 3000;

/**
 * The audiences of the last deployment, as the outputs of the stack say, as far as it can be known: there may be no credentials,
 * no permission to ask, no stack, or one of another account.
 */
export async function deployedAudiences(
  stack: string,
  { region, account }: Destination,
): Promise<readonly AudienceOutput[]> {
  if (region === undefined || account === undefined) return [];
  const audiences = await outputOf(stack, region).catch(() => []);
  return audiences.filter(({ topicArn }) => topicArn.split(':')[4] === account).filter(isNamed);
}

/** Whoever may change the stack chooses what its outputs say: no other name is printed. */
function isNamed({ name, id = name }: AudienceOutput): boolean {
  return AUDIENCE_NAME.test(name) && AUDIENCE_NAME.test(id);
}

async function outputOf(stack: string, region: string): Promise<readonly AudienceOutput[]> {
  // Loaded here, because most runs have nothing to ask.
  const { CloudFormationClient, DescribeStacksCommand } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient({ region, maxAttempts: 1 });
  const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }), {
    abortSignal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const output = found?.Outputs?.find(({ OutputKey }) => OutputKey === AUDIENCES_OUTPUT.key)?.OutputValue;
  return v.parse(v.pipe(v.string(), v.parseJson(), v.array(AudienceOutput)), output);
}
