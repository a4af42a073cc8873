import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StandIn } from '../../stand-in/server.ts';
import { startCloudFormation } from './cloudformation.ts';

let standIn: StandIn;
let client: CloudFormationClient;

beforeAll(async () => {
  standIn = await startCloudFormation({
    stacks: [
      { name: 'Alerts', outputs: { TopicArn: 'arn:aws:sns:…', Note: 'a < b & c' } },
      { name: 'Broken', status: 'ROLLBACK_COMPLETE' },
    ],
  });
  client = new CloudFormationClient({
    endpoint: standIn.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });
});

afterAll(() => {
  client.destroy();
  return standIn.close();
});

describe('DescribeStacks', () => {
  test('returns the outputs of a stack', async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'Alerts' }));

    expect(Stacks).toMatchObject([
      {
        StackName: 'Alerts',
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [
          { OutputKey: 'TopicArn', OutputValue: 'arn:aws:sns:…' },
          { OutputKey: 'Note', OutputValue: 'a < b & c' },
        ],
      },
    ]);
  });

  test('returns all stacks when none is named', async () => {
    const { Stacks } = await client.send(new DescribeStacksCommand({}));

    expect(Stacks?.map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`)).toEqual([
      'Alerts CREATE_COMPLETE',
      'Broken ROLLBACK_COMPLETE',
    ]);
  });

  test('says of a stack that is not there what CloudFormation says', async () => {
    await expect(client.send(new DescribeStacksCommand({ StackName: 'Other' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id Other does not exist',
      $metadata: { httpStatusCode: 400 },
    });
  });
});
