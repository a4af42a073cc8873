import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { topicArn } from '../../infra/config/values.ts';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import type { Aws } from './connect.ts';

/** The stack's name, unless someone chose another. */
export const DEFAULT_STACK = 'SsmSessionNotifier';

/** The output that names every topic of the stack, as JSON: `[{"name": "…", "topicArn": "arn:…", …}]`. */
const OUTPUT_KEY = 'Audiences';

export const AudienceOutput = v.object({ name: v.string(), topicArn });

/** One deployed topic and who it is for. */
export type Audience = Readonly<v.InferOutput<typeof AudienceOutput>>;

/** Asks the stack for its topics. @throws {UserError} when it is not there, or is not one of ours */
export function findAudiences(aws: Aws, stack: string): Promise<readonly Audience[]> {
  return readAudiences(aws, stack, AudienceOutput);
}

/** The same for a command that needs more of what the stack says of each audience. */
export async function readAudiences<Found>(
  { cloudFormation, call, region }: Aws,
  stack: string,
  Wanted: v.GenericSchema<unknown, Found>,
): Promise<readonly Found[]> {
  const { Stacks = [] } = await call(
    'cloudformation:DescribeStacks',
    cloudFormation.send(new DescribeStacksCommand({ StackName: stack })).catch((error: unknown) => {
      throw isMissing(error) ? missingStack(stack, region, error) : error;
    }),
  );
  const [found] = Stacks;
  if (!found) throw missingStack(stack, region);
  const output = found.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUT_KEY)?.OutputValue;
  const Audiences = v.pipe(v.string(), v.parseJson(), v.array(Wanted), v.minLength(1));
  const audiences = v.safeParse(Audiences, output);
  if (audiences.success) return audiences.output;
  throw new UserError(
    `The stack ${stack} in ${region} (${found.StackStatus}) has no usable output "${OUTPUT_KEY}". Deploy it with this version, or choose another with --stack.`,
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
