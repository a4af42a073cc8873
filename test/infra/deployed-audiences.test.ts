import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deployedAudiences } from '../../infra/deployed-audiences.ts';
import type { StandIn } from '../../stand-in/server.ts';
import { startCloudFormation } from '../aws/cloudformation.ts';
import { ACCOUNT, healthyParts, REGION, STACK } from '../aws/deployment-parts.ts';

const HERE = { region: REGION, account: ACCOUNT };
const before = { ...process.env };
let cloudFormation: StandIn;

beforeAll(async () => {
  const { outputs } = healthyParts(['everyone', 'night'], ['night']);
  cloudFormation = await startCloudFormation({
    stacks: [
      { name: STACK, outputs },
      { name: 'Another', outputs: { Audiences: 'not JSON' } },
      { name: 'Hostile', outputs: healthyParts(['everyone\u001B[2K, run this:']).outputs },
    ],
  });
  process.env.AWS_ENDPOINT_URL_CLOUDFORMATION = cloudFormation.endpoint;
  process.env.AWS_ACCESS_KEY_ID = 'local';
  process.env.AWS_SECRET_ACCESS_KEY = 'local';
});

afterAll(async () => {
  process.env = before;
  await cloudFormation.close();
});

test('the last deployment is read from the outputs of the stack', async () => {
  const audiences = await deployedAudiences(STACK, HERE);

  expect(audiences.map(({ name, bufferUrl }) => `${name}: ${bufferUrl !== undefined}`)).toEqual([
    'everyone: false',
    'night: true',
  ]);
});

describe('nothing is known, and nothing fails', () => {
  test.each([
    ['without credentials, of which the Region is the sign', STACK, {}],
    ['before the first deployment', 'Missing', HERE],
    ['of a stack that is none of ours', 'Another', HERE],
    ['of an audience whose name no config can have', 'Hostile', HERE],
    ['of a stack in another account', STACK, { ...HERE, account: '444455556666' }],
  ])('%s', async (_, stack, destination) => {
    expect(await deployedAudiences(stack, destination)).toEqual([]);
  });

  test('where CloudFormation refuses to say', async () => {
    cloudFormation.failWhen(() => ({ status: 403, code: 'AccessDenied' }));

    expect(await deployedAudiences(STACK, HERE)).toEqual([]);
  });
});
