import { describe, expect, test } from '@jest/globals';
import { toActor } from '../../../lambda/parse/actor.ts';
import { fixture } from '../../support/fixtures.ts';

const ssoRole = (set: string) => `AWSReservedSSO_${set}_0123456789abcdef`;
const assumedRole = (role: string, session: string, sessionContext: object = {}, more: object = {}) => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${session}`,
  arn: `arn:aws:sts::123456789012:assumed-role/${role}/${session}`,
  accountId: '123456789012',
  sessionContext,
  ...more,
});

describe('a person', () => {
  test.each([
    ['start-iam-user', { kind: 'iam-user', name: 'freja' }],
    [
      'start-sso-user',
      { kind: 'identity-center-user', name: 'alice@example.org', permissionSet: 'Prod-Admin_EU_West' },
    ],
    [
      'start-role-chain-source-identity',
      { kind: 'role-session', sourceIdentity: 'carol@example.org', role: 'Maintenance' },
    ],
    ['start-federated-user', { kind: 'federated-user', name: 'partner-nils', federatedBy: 'broker' }],
    ['start-saml-user', { kind: 'external-user', name: 'olof@example.com' }],
    ['start-web-identity-user', { kind: 'external-user', name: 'system:serviceaccount:ops:debugger' }],
    ['start-root', { kind: 'root' }],
    ['start-root-with-alias', { kind: 'root' }],
    ['start-iam-user-named-root', { kind: 'iam-user' }],
  ])('of %s is named', (name, actor) => {
    expect(toActor(fixture(name).detail.userIdentity)).toMatchObject(actor);
  });

  test('cuts the permission set at the last underscore', () => {
    expect(toActor(assumedRole(ssoRole('a_b-c_d'), 'freja'))).toMatchObject({ permissionSet: 'a_b-c_d' });
  });

  test('is not taken for a user of Identity Center because of a role that only looks like it', () => {
    const arn = `arn:aws:iam::123456789012:role/${ssoRole('Admin')}`;
    const sessionIssuer = { userName: ssoRole('Admin'), arn };

    const actor = toActor(assumedRole(ssoRole('Admin'), 'mallory', { sessionIssuer }));

    expect(actor).toMatchObject({ kind: 'role-session', role: ssoRole('Admin') });
  });

  test('keeps a name whose record was masked, from the ARN', () => {
    const identity = {
      type: 'IAMUser',
      userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      arn: 'arn:aws:iam::1:user/ops/freja',
    };

    const actor = toActor(identity);

    expect(actor).toMatchObject({ kind: 'iam-user', name: 'freja', sessionName: 'freja' });
  });

  test('is the role itself where the session has no name', () => {
    const actor = toActor({ type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/Admin' });

    expect(actor).toMatchObject({ name: 'Admin' });
  });
});

describe('a machine or service', () => {
  test.each([
    ['start-ec2-instance-role', { kind: 'machine', machine: 'EC2 instance', inferred: false }],
    ['start-denied-default-host-management', { kind: 'machine', machine: 'EC2 instance', inferred: false }],
    ['start-lambda-function', { kind: 'machine', machine: 'Lambda function', name: 'rotate-certificates' }],
    ['start-ecs-task', { kind: 'machine', machine: 'ECS task' }],
    ['start-service-linked-role', { kind: 'service' }],
    ['terminate-aws-service', { kind: 'service', name: 'ssm.amazonaws.com' }],
    ['terminate-identity-without-type', { kind: 'service' }],
    ['start-other-account', { kind: 'account', account: '444455556666' }],
  ])('of %s is what it is', (name, actor) => {
    expect(toActor(fixture(name).detail.userIdentity)).toMatchObject(actor);
  });

  test('that is an instance by its session name alone is marked so, since a person can choose that name', () => {
    const actor = toActor(assumedRole('Admin', 'i-0123456789abcdef0'));

    expect(actor).toMatchObject({ kind: 'machine', inferred: true });
  });

  test.each(['constructor', '__proto__', 'toString', 'AWS::New::Thing'])(
    'of the unknown kind %s is a machine',
    (issuerType) => {
      const actor = toActor(assumedRole('Admin', 'x', {}, { inScopeOf: { issuerType } }));

      expect(actor).toMatchObject({ kind: 'machine', machine: 'machine' });
    },
  );

  test('acting for a person leaves the person named', () => {
    const { userIdentity } = fixture('start-forward-access-through-service').detail;

    const actor = toActor(userIdentity);

    expect(actor).toMatchObject({ via: expect.stringMatching(/amazonaws\.com$/) });
  });
});

describe('AWS itself', () => {
  test.each(['AWS Internal', 'AWS Internal/3', 'AWS Internal;'])('is the actor called "%s"', (invokedBy) => {
    const actor = toActor({ type: 'AWSService', invokedBy });

    expect(actor).toMatchObject({ kind: 'service', name: 'AWS Internal' });
  });

  test('may act for a person, who stays named', () => {
    const actor = toActor({ type: 'IAMUser', userName: 'freja', invokedBy: 'AWS Internal/3' });

    expect(actor).toMatchObject({ kind: 'iam-user', name: 'freja', via: 'AWS Internal' });
  });
});

describe('an identity without a type', () => {
  test.each([
    [
      'arn:aws:sts::111122223333:assumed-role/Admin/alice',
      { kind: 'role-session', name: 'alice', role: 'Admin' },
    ],
    ['arn:aws:iam::111122223333:user/ops/freja', { kind: 'iam-user', name: 'freja' }],
    ['arn:aws:iam::111122223333:root', { kind: 'root' }],
    ['arn:aws:sts::111122223333:federated-user/nils', { kind: 'federated-user', name: 'nils' }],
  ])('is read off the ARN %s, and says so', (arn, actor) => {
    expect(toActor({ arn })).toMatchObject({ ...actor, typeInferred: true });
  });

  test('whose ARN is of another kind is unknown', () => {
    expect(toActor({ arn: 'arn:aws:s3:::bucket/user/freja' }).kind).toBe('unknown');
  });
});

describe('an identity that names nobody', () => {
  test.each([
    ['a string', 'freja'],
    ['nothing', undefined],
    ['null', null],
    ['a list', ['freja']],
    ['an empty object', {}],
    ['empty strings', { type: 'IAMUser', userName: '', arn: '', principalId: ' ' }],
    ['numbers', { type: 7, userName: 7 }],
  ])('is unknown, with %s shown as it came', (_, identity) => {
    const actor = toActor(identity);

    expect(actor).toMatchObject({ kind: 'unknown', raw: JSON.stringify(identity ?? null) });
  });
});

describe('multi-factor authentication', () => {
  test.each([
    ['true', true],
    [true, true],
    ['false', false],
    [undefined, undefined],
  ])('is known only where the event says so: %j is %s', (mfaAuthenticated, mfa) => {
    const attributes = { mfaAuthenticated };

    const actor = toActor({ type: 'IAMUser', userName: 'freja', sessionContext: { attributes } });

    expect(actor.mfa).toBe(mfa);
  });
});
