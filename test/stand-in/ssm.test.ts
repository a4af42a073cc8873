import {
  DescribeInstanceInformationCommand,
  DescribeSessionsCommand,
  type DescribeSessionsCommandInput,
  ListDocumentsCommand,
  paginateDescribeSessions,
} from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../stand-in/fault.ts';
import type { StandInSession } from '../../stand-in/ssm/sessions.ts';
import { closeAll, connectSsm } from '../support/json-clients.ts';

afterEach(closeAll);

const OPEN: StandInSession = {
  State: 'Active',
  Status: 'Connected',
  SessionId: 'freja-q7w2e9r4t6y3u8i5o2p7a4s9d6',
  Target: 'i-0c3a9b7e5d1f28460',
  Owner: 'arn:aws:iam::210987654321:user/freja',
  StartDate: new Date('2026-05-04T09:00:07.500Z'),
  Reason: 'OPS-4711 slow ledger',
  DocumentName: 'SSM-SessionManagerRunShell',
};
const OVER: StandInSession = {
  ...OPEN,
  State: 'History',
  Status: 'Terminated',
  SessionId: 'alice-0a1b2c3d4e5f67890',
  EndDate: 1_777_886_607,
};

function bySessionId(State: 'Active' | 'History', value: string): DescribeSessionsCommandInput {
  return { State, Filters: [{ key: 'SessionId', value }] };
}

describe('DescribeSessions', () => {
  test('finds a session by its id, with its times as dates', async () => {
    const { client } = await connectSsm({ sessions: [OPEN, OVER] });

    const { Sessions } = await client.send(
      new DescribeSessionsCommand(bySessionId('History', OVER.SessionId)),
    );

    const { State: _list, ...session } = OVER;
    expect(Sessions).toEqual([{ ...session, EndDate: new Date('2026-05-04T09:23:27Z'), OutputUrl: {} }]);
  });

  test('finds it in the list of its state only', async () => {
    const { client } = await connectSsm({ sessions: [OPEN, OVER] });

    const { Sessions } = await client.send(
      new DescribeSessionsCommand(bySessionId('Active', OVER.SessionId)),
    );

    expect(Sessions).toEqual([]);
  });

  test('hands out pages, of the size asked for', async () => {
    const sessions = ['a', 'b', 'c'].map((SessionId) => ({ ...OPEN, SessionId }));
    const { client } = await connectSsm({ sessions });

    const pages: (string | undefined)[][] = [];
    for await (const { Sessions = [] } of paginateDescribeSessions(
      { client, pageSize: 2 },
      { State: 'Active' },
    )) {
      pages.push(Sessions.map(({ SessionId }) => SessionId));
    }

    expect(pages).toEqual([['a', 'b'], ['c']]);
  });

  test.each<[claim: string, input: object, name: string, message: string]>([
    [
      'no state',
      {},
      'ValidationException',
      "Value null at 'state' failed to satisfy constraint: Member must",
    ],
    ['another state', { State: 'Open' }, 'ValidationException', "Value 'Open' at 'state'"],
    [
      'a filter of another name',
      { State: 'Active', Filters: [{ key: 'sessionId', value: 'x' }] },
      'InvalidFilterKey',
      'The specified key is not valid.',
    ],
    ['a token that it never gave', { State: 'Active', NextToken: 'x' }, 'InvalidNextToken', 'token'],
  ])('refuses %s', async (_claim, input, name, message) => {
    const { client } = await connectSsm({});

    await expect(
      client.send(new DescribeSessionsCommand(input as DescribeSessionsCommandInput)),
    ).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });
});

describe('DescribeInstanceInformation', () => {
  const MACHINE = { InstanceId: 'mi-0f1e2d3c4b5a69788', ComputerName: 'till-7.shop.example', Name: 'till-7' };
  const INSTANCE = { InstanceId: 'i-0c3a9b7e5d1f28460', ComputerName: 'ip-10-0-0-7.ec2.internal' };
  const nodes = [INSTANCE, MACHINE];

  test.each([
    ['Filters', { Filters: [{ Key: 'InstanceIds', Values: [MACHINE.InstanceId] }] }],
    [
      'the older form',
      { InstanceInformationFilterList: [{ key: 'InstanceIds' as const, valueSet: [MACHINE.InstanceId] }] },
    ],
  ])('finds a node by its id: %s', async (_form, input) => {
    const { client } = await connectSsm({ nodes });

    const { InstanceInformationList } = await client.send(new DescribeInstanceInformationCommand(input));

    expect(InstanceInformationList).toEqual([MACHINE]);
  });

  test('finds nothing for a node that is not managed', async () => {
    const { client } = await connectSsm({ nodes });
    const Filters = [{ Key: 'InstanceIds', Values: ['i-00000000000000000'] }];

    const { InstanceInformationList } = await client.send(
      new DescribeInstanceInformationCommand({ Filters }),
    );

    expect(InstanceInformationList).toEqual([]);
  });

  test.each([
    ['a page of fewer than five', { MaxResults: 1 }, 'ValidationException'],
    ['a filter that it does not know', { Filters: [{ Key: 'Name', Values: ['x'] }] }, 'InvalidFilterKey'],
    ['an id of no node', { Filters: [{ Key: 'InstanceIds', Values: ['x'] }] }, 'InvalidInstanceId'],
  ])('refuses %s', async (_claim, input, name) => {
    const { client } = await connectSsm({ nodes });

    await expect(client.send(new DescribeInstanceInformationCommand(input))).rejects.toMatchObject({ name });
  });
});

describe('over the JSON protocol', () => {
  const look = new DescribeSessionsCommand(bySessionId('Active', OPEN.SessionId));

  test('requests are noted with what they ask', async () => {
    const { standIn, client } = await connectSsm({ sessions: [OPEN] });

    await client.send(look);

    expect(standIn.requests).toEqual([{ action: 'DescribeSessions', input: look.input }]);
  });

  test('an error has the name that the service gave it, and throttling is tried three times', async () => {
    const { standIn, client } = await connectSsm({});
    standIn.failAlways({ status: 400, code: 'ThrottlingException', message: 'Rate exceeded' });

    await expect(client.send(look)).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { attempts: 3, httpStatusCode: 400 },
    });
    expect(standIn.requests).toHaveLength(3);
  });

  test.each([undefined, '{"Sessions": ['])('nonsense (%j) is a SyntaxError', async (body) => {
    const { standIn, client } = await connectSsm({ sessions: [OPEN] });
    standIn.failNext({ kind: 'nonsense', ...(body !== undefined && { body }) });

    await expect(client.send(look)).rejects.toMatchObject({
      name: 'SyntaxError',
      $metadata: { attempts: 1 },
    });
  });

  test.each<Fault>([{ kind: 'empty' }, { kind: 'nonsense', body: '' }, { kind: 'nonsense', body: 'null' }])(
    '%j has no list at all',
    async (fault) => {
      const { standIn, client } = await connectSsm({ sessions: [OPEN] });
      standIn.failNext(fault);

      expect((await client.send(look)).Sessions).toBeUndefined();
    },
  );

  test('an action that the stand-in does not know is refused', async () => {
    const { client } = await connectSsm({});

    await expect(client.send(new ListDocumentsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  test('what is no JSON is refused', async () => {
    const { standIn } = await connectSsm({});
    const headers = { 'x-amz-target': 'AmazonSSM.DescribeSessions' };

    const answer = await fetch(standIn.endpoint, { method: 'POST', headers, body: '[]' });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ __type: 'SerializationException' });
  });
});
