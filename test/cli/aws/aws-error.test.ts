import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { expect, test } from '@jest/globals';
import { toAwsError } from '../../../cli/aws/aws-error.ts';
import { UserError } from '../../../cli/terminal/user-error.ts';
import type { Fault } from '../../../stand-in/fault.ts';
import { startCloudFormation } from '../../aws/cloudformation.ts';

const CALL = { permission: 'cloudformation:DescribeStacks', region: 'eu-central-1' };

/** What the SDK throws for a fault. */
async function thrownFor(fault: Fault): Promise<unknown> {
  const standIn = await startCloudFormation();
  standIn.failAlways(fault);
  const client = new CloudFormationClient({
    endpoint: standIn.endpoint,
    region: CALL.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  try {
    return await client.send(new DescribeStacksCommand({}));
  } catch (error) {
    return error;
  } finally {
    await standIn.close();
  }
}

const message = 'The reason';

test.each<[Fault, string]>([
  [{ status: 403, code: 'ExpiredToken', message }, 'The AWS credentials have expired. Sign in again'],
  [
    { status: 403, code: 'InvalidClientTokenId', message },
    'AWS does not accept these credentials in eu-central-1: The reason. The key may be wrong',
  ],
  [
    { status: 403, code: 'AccessDenied', message },
    'These AWS credentials lack the permission cloudformation:DescribeStacks. AWS says: The reason.',
  ],
  [
    { status: 400, code: 'Throttling', message },
    'cloudformation:DescribeStacks failed in eu-central-1: Throttling: The reason',
  ],
  [{ kind: 'nonsense' }, 'cloudformation:DescribeStacks failed in eu-central-1: '],
])('%j is put into words', async (fault, words) => {
  const problem = toAwsError(await thrownFor(fault), CALL);

  expect(problem?.message).toContain(words);
  expect(problem?.misuse).toBe(false);
});

test('what AWS says cannot take over the terminal', async () => {
  const error = await thrownFor({ status: 400, code: 'Odd', message: 'a\u001b[2Jb\nc' });

  expect(toAwsError(error, CALL)?.message).toMatch(/Odd: a\ufffd\[2Jb c$/);
});

test('a problem that is in words already stays as it is', () => {
  const problem = new UserError('There is no stack.');

  expect(toAwsError(problem, CALL)).toBe(problem);
});

test('a bug is no problem of AWS', () => {
  expect(toAwsError(new TypeError('x is undefined'), CALL)).toBeUndefined();
});
