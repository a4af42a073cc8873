import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { AUDIENCES_OUTPUT, AudienceOutput } from '../../infra/outputs.ts';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import type { Aws } from './connect.ts';

/** The name of the stack where the command line names none. */
export const DEFAULT_STACK = 'SsmSessionNotifier';

/** The part of the output that the subscriptions of an audience need. */
const AudienceTopic = v.pick(AudienceOutput, ['name', 'topicArn']);

/** The topic of a deployed audience, and the name of the audience. */
export type AudienceTopic = Readonly<v.InferOutput<typeof AudienceTopic>>;

/** Reads the topics of a stack. @throws {UserError} when there is no such stack, or it has no usable output */
export async function readAudienceTopics(aws: Aws, stack: string): Promise<readonly AudienceTopic[]> {
  return (await readStack(aws, stack, AudienceTopic)).audiences;
}

/**
 * Reads the id of a stack, and its audiences as far as a command needs them.
 *
 * @param Wanted the schema of one audience in the stack's output
 * @throws {UserError} when there is no such stack, or it has no usable output
 */
export async function readStack<Found>(
  { cloudFormation, call, region }: Aws,
  stack: string,
  Wanted: v.GenericSchema<unknown, Found>,
): Promise<{ readonly stackId: string; readonly audiences: readonly Found[] }> {
  const { Stacks = [] } = await call(
    'cloudformation:DescribeStacks',
    cloudFormation.send(new DescribeStacksCommand({ StackName: stack })).catch((error: unknown) => {
      throw isMissing(error) ? missingStack(stack, region, error) : error;
    }),
  );
  const [found] = Stacks;
  if (!found) throw missingStack(stack, region);
  const output = found.Outputs?.find(({ OutputKey }) => OutputKey === AUDIENCES_OUTPUT.key)?.OutputValue;
  const Audiences = v.pipe(v.string(), v.parseJson(), v.array(Wanted), v.minLength(1));
  const audiences = v.safeParse(Audiences, output);
  if (audiences.success) return { stackId: found.StackId ?? '', audiences: audiences.output };
  throw new UserError(
    `The stack ${stack} in ${region} (${found.StackStatus}) has no usable output "${AUDIENCES_OUTPUT.key}". Deploy it with this version, or choose another with --stack.`,
  );
}

/**
 * Chooses the audience with a name, or the only one.
 *
 * @throws {UserError} of misuse, with the names that there are
 */
export function chooseAudience(audiences: readonly AudienceTopic[], name: string | undefined): AudienceTopic {
  const [audience, another] = audiencesNamed(audiences, name);
  if (audience && !another) return audience;
  throw new UserError(`There are several audiences: ${names(audiences)}. Choose one with --audience.`, {
    misuse: true,
  });
}

/** Chooses the audience with a name, or all of them. @throws {UserError} of misuse when none has the name */
export function audiencesNamed<Found extends AudienceTopic>(
  audiences: readonly Found[],
  name: string | undefined,
): readonly Found[] {
  if (name === undefined) return audiences;
  const named = audiences.filter((audience) => audience.name === name);
  if (named.length > 0) return named;
  throw new UserError(`There is no audience "${name}". There is: ${names(audiences)}.`, { misuse: true });
}

function names(audiences: readonly AudienceTopic[]): string {
  return audiences.map(({ name }) => printable(name)).join(', ');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && /does not exist/.test(error.message);
}

function missingStack(stack: string, region: string, cause?: unknown): UserError {
  return new UserError(
    `There is no stack ${stack} in ${region}. If it is deployed elsewhere, choose that with --region, --profile or --stack; otherwise deploy it with "npx cdk deploy".`,
    { cause },
  );
}
