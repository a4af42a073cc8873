import { describe, expect, test } from '@jest/globals';
import { ownershipOf } from '../../../lambda/domain/ownership.ts';
import type { SessionEvent } from '../../../lambda/domain/session-event.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { variant } from '../../support/fixtures.ts';

const ACCOUNT = '123456789012';
const RANDOM = 'q7w2e9r4t6y3u8i5o2p7a4s9d6';
const SSO_PATH = 'aws-reserved/sso.amazonaws.com/eu-west-1';

interface Identity {
  readonly role: string;
  readonly name: string;
  readonly sourceIdentity?: string;
  readonly path?: string;
  readonly more?: object;
}

const iamUser = (name: string) => ({
  type: 'IAMUser',
  userName: name,
  accountId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
});
const roleSession = ({ role, name, sourceIdentity, path = '', more = {} }: Identity) => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${name}`,
  accountId: ACCOUNT,
  arn: arnOf(role, name),
  sessionContext: {
    sessionIssuer: { userName: role, arn: `arn:aws:iam::${ACCOUNT}:role/${path}${role}` },
    sourceIdentity,
  },
  ...more,
});
const directoryUser = (set: string, name: string) =>
  roleSession({ role: `AWSReservedSSO_${set}_0a1b2c3d4e5f6071`, name, path: `${SSO_PATH}/` });
const arnOf = (role: string, name: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`;

/** The end of a session, started under the given name, by an identity. */
function endOf(starter: string, userIdentity: unknown, ownerArn?: string): SessionEvent {
  const sessionId = `${starter}-${RANDOM}`;
  const event = parse(
    variant('terminate-own-session', {
      userIdentity,
      requestParameters: { sessionId },
      responseElements: { sessionId },
    }),
  );
  if (ownerArn === undefined) return event;
  const [, , , , ownerAccount, resource = ''] = ownerArn.split(':');
  const [, ownerRole] = resource.startsWith('assumed-role/') ? resource.split('/') : [];
  const owner = resource.split('/').at(-1);
  return { ...event, lookedUp: { session: { owner, ownerArn, ownerRole, ownerAccount }, failures: [] } };
}

describe('a session is the own one', () => {
  test('of the IAM user who started it', () => {
    const event = endOf('freja', iamUser('freja'), `arn:aws:iam::${ACCOUNT}:user/freja`);

    expect(ownershipOf(event).kind).toBe('own');
  });

  test('of the role session that started it', () => {
    const event = endOf('freja', roleSession({ role: 'Ops', name: 'freja' }), arnOf('Ops', 'freja'));

    expect(ownershipOf(event).kind).toBe('own');
  });

  test('of the Identity Center user who started it with another permission set', () => {
    const owner = arnOf('AWSReservedSSO_ReadOnly_99aa88bb77cc66dd', 'Nadia@example.com');

    const event = endOf('nadia@example.com', directoryUser('Admin', 'nadia@example.com'), owner);

    expect(ownershipOf(event).kind).toBe('own');
  });
});

describe('a session is of somebody else', () => {
  test('where Session Manager names another', () => {
    const event = endOf('kim', iamUser('freja'), `arn:aws:iam::${ACCOUNT}:user/kim`);

    expect(ownershipOf(event)).toMatchObject({ kind: 'another', owner: { name: 'kim', source: 'look-up' } });
  });

  test('where its id names another, of which the id alone is evidence', () => {
    const event = endOf('kim', iamUser('freja'));

    expect(ownershipOf(event)).toMatchObject({ kind: 'another', owner: { source: 'session-id' } });
  });

  test('where Session Manager names another than its id does', () => {
    const event = endOf('freja', iamUser('freja'), `arn:aws:iam::${ACCOUNT}:user/kim`);

    expect(ownershipOf(event)).toMatchObject({ kind: 'another', owner: { name: 'kim' } });
  });
});

describe('a session was started under the same name', () => {
  test.each([
    ['with another role', arnOf('Admin', 'freja')],
    ['by an IAM user', `arn:aws:iam::${ACCOUNT}:user/freja`],
    ['in the same role, spelt otherwise', arnOf('Ops', 'FREJA')],
  ])('%s, which does not prove the same person', (_, owner) => {
    const event = endOf('freja', roleSession({ role: 'Ops', name: 'freja' }), owner);

    expect(ownershipOf(event).kind).toBe('same-name');
  });

  test('by a role that only bears the name of one of Identity Center', () => {
    const fake = roleSession({ role: 'AWSReservedSSO_Admin_0a1b2c3d4e5f6071', name: 'nadia' });

    const event = endOf('nadia', fake, arnOf('AWSReservedSSO_ReadOnly_99aa88bb77cc66dd', 'nadia'));

    expect(ownershipOf(event).kind).toBe('same-name');
  });

  test('by an Identity Center user of another account', () => {
    const owner = arnOf('AWSReservedSSO_ReadOnly_99aa88bb77cc66dd', 'nadia').replace(ACCOUNT, '999999999999');

    const event = endOf('nadia', directoryUser('Admin', 'nadia'), owner);

    expect(ownershipOf(event).kind).toBe('same-name');
  });
});

describe('whose session it is cannot be told', () => {
  test('by the likeness of two names alone', () => {
    const event = endOf('freja', iamUser('freja'));

    expect(ownershipOf(event)).toMatchObject({ kind: 'unknown', because: 'name-alone' });
  });

  test('where nothing names whoever started it', () => {
    const event = endOf('ecs-execute-command', iamUser('freja'));

    expect(ownershipOf(event)).toEqual({ kind: 'unknown', because: 'no-owner' });
  });

  test('where the same role session carries the identity of another person', () => {
    const mallory = roleSession({ role: 'Ops', name: 'freja', sourceIdentity: 'mallory' });

    const event = endOf('freja', mallory, arnOf('Ops', 'freja'));

    expect(ownershipOf(event)).toMatchObject({ kind: 'unknown', because: 'source-identity' });
  });

  test.each(['GitHubActions', 'botocore-session-1780387000'])(
    'where several may share the role session %s',
    (name) => {
      const event = endOf(name, roleSession({ role: 'deploy', name }), arnOf('deploy', name));

      expect(ownershipOf(event)).toMatchObject({ kind: 'unknown', because: 'shared-role-session' });
    },
  );

  test('where a provider acts with the role session', () => {
    const identity = roleSession({
      role: 'Ops',
      name: 'freja',
      more: { invokedByDelegate: { accountId: '999999999999' } },
    });

    const event = endOf('freja', identity, arnOf('Ops', 'freja'));

    expect(ownershipOf(event)).toMatchObject({ kind: 'unknown', because: 'shared-role-session' });
  });

  test('where tools made both names, which are nobody’s', () => {
    const event = endOf(
      'botocore-session-1780380000',
      roleSession({ role: 'Ops', name: 'botocore-session-1780387000' }),
      arnOf('Ops', 'botocore-session-1780380000'),
    );

    const ownership = ownershipOf(event);

    expect(ownership).toMatchObject({ kind: 'unknown', because: 'nameless' });
    expect(ownership.owner?.name).toBeUndefined();
    expect(ownership.owner?.role).toBe('Ops');
  });

  test('where a tool made the name of the actor', () => {
    const event = endOf('kim', roleSession({ role: 'Ops', name: 'aws-go-sdk-1780387000123456789' }));

    expect(ownershipOf(event)).toMatchObject({ kind: 'unknown', because: 'nameless' });
  });
});
