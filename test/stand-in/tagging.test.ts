import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { afterEach, describe, expect, test } from '@jest/globals';
import { closeAll, connectTagging } from '../support/json-clients.ts';

afterEach(closeAll);

const WEB = 'arn:aws:ec2:eu-central-1:210987654321:instance/i-0c3a9b7e5d1f28460';
const BARE = 'arn:aws:ec2:eu-central-1:210987654321:instance/i-00000000000000001';
const UNKNOWN = 'arn:aws:ec2:eu-central-1:210987654321:instance/i-00000000000000002';
const TAGS = { [WEB]: { Name: 'web-prod-1', Team: 'payments' }, [BARE]: {} };

describe('GetResources', () => {
  test('returns the tags of the resources asked for, and leaves out what it does not know', async () => {
    const { client } = await connectTagging(TAGS);

    const { ResourceTagMappingList } = await client.send(
      new GetResourcesCommand({ ResourceARNList: [WEB, BARE, UNKNOWN] }),
    );

    expect(ResourceTagMappingList).toEqual([
      {
        ResourceARN: WEB,
        Tags: [
          { Key: 'Name', Value: 'web-prod-1' },
          { Key: 'Team', Value: 'payments' },
        ],
      },
      { ResourceARN: BARE, Tags: [] },
    ]);
  });

  test('is among the requests with what it asks', async () => {
    const { standIn, client } = await connectTagging(TAGS);

    await client.send(new GetResourcesCommand({ ResourceARNList: [WEB, UNKNOWN] }));

    expect(standIn.requests).toEqual([
      { action: 'GetResources', input: { ResourceARNList: [WEB, UNKNOWN] } },
    ]);
  });

  test.each([
    ['more than 100 resources', { ResourceARNList: Array.from({ length: 101 }, () => WEB) }],
    ['what is no ARN', { ResourceARNList: ['i-0c3a9b7e5d1f28460'] }],
    ['a page size beside a list', { ResourceARNList: [WEB], ResourcesPerPage: 1 }],
  ])('refuses %s', async (_claim, input) => {
    const { client } = await connectTagging(TAGS);

    await expect(client.send(new GetResourcesCommand(input))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
