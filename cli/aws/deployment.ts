import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { AUDIENCES_OUTPUT, AudienceOutput as StackAudienceOutput } from '../../infra/outputs.ts';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import type { Aws } from './connect.ts';

/** The stack's name, unless someone chose another. */
export const DEFAULT_STACK = 'SsmSessionNotifier';

/** What every command needs of an audience in the stack's output. */
export const AudienceOutput = v.pick(StackAudienceOutput, ['name', 'topicArn']);

/** One deployed topic and who it is for. */
export type Audience = Readonly<v.InferOutput<typeof AudienceOutput>>;

/** Asks the stack for its topics. @throws {UserError} when it is not there, or is not one of ours */
export function findAudiences(aws: Aws, stack: string): Promise<readonly Audience[]> {
  return readAudiences(aws, stack, AudienceOutput);
}

/** The same for a command that needs more of what the stack says of each audience. */
export async function readAudiences<Found>(
  aws: Aws,
  stack: string,
  Wanted: v.GenericSchema<unknown, Found>,
): Promise<readonly Found[]> {
  return (await readStack(aws, stack, Wanted)).audiences;
}

/** The same, with the id of the stack. */
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
 * The one with the name, or the only one.
 *
 * @throws {UserError} of misuse, with the names that there are
 */
export function chooseAudience(audiences: readonly Audience[], name: string | undefined): Audience {
  const [audience, another] = audiencesNamed(audiences, name);
  if (audience && !another) return audience;
  throw new UserError(`There are several audiences: ${names(audiences)}. Choose one with --audience.`, {
    misuse: true,
  });
}

/** The one with the name, or all. @throws {UserError} of misuse when there is none */
export function audiencesNamed<Found extends Audience>(
  audiences: readonly Found[],
  name: string | undefined,
): readonly Found[] {
  if (name === undefined) return audiences;
  const named = audiences.filter((audience) => audience.name === name);
  if (named.length > 0) return named;
  throw new UserError(`There is no audience "${name}". There is: ${names(audiences)}.`, { misuse: true });
}

function names(audiences: readonly Audience[]): string {
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
