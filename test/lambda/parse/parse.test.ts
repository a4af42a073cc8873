import { describe, expect, test } from '@jest/globals';
import { UnreadableEnvelopeError } from '../../../lambda/errors.ts';
import { parse } from '../../../lambda/parse/parse.ts';
import { fixture, fixtureNames, variant } from '../../support/fixtures.ts';

const request = (fields: object) => variant('start-iam-user', { requestParameters: fields });
const denied = (errorMessage: string, eventName = 'StartSession') =>
  variant('start-iam-user', {
    eventName,
    errorCode: 'AccessDenied',
    errorMessage,
    requestParameters: null,
    responseElements: null,
  });
const onResource = (arn: string) =>
  `User: arn:aws:iam::123456789012:user/eve is not authorized to perform: ssm:StartSession on resource: ${arn} because no identity-based policy allows it`;

describe('the envelope', () => {
  test.each([
    [null, 'it is null, where an object was expected.'],
    [undefined, 'it is missing, where an object was expected.'],
    ['{}', 'it is a string, where an object was expected.'],
    [[], 'it is a list, where an object was expected.'],
    [{}, 'its "detail" is missing, where an object was expected.'],
    [{ detail: null }, 'its "detail" is null, where an object was expected.'],
    [{ detail: 'text' }, 'its "detail" is a string, where an object was expected.'],
    [{ detail: [] }, 'its "detail" is a list, where an object was expected.'],
  ])('%j is refused, and the error says what it is', (envelope, problem) => {
    expect(() => parse(envelope)).toThrow(new UnreadableEnvelopeError(problem));
  });

  test('any detail at all becomes an event', () => {
    expect(parse({ detail: {} })).toMatchObject({ kind: 'unrecognised', actor: { kind: 'unknown' } });
  });
});

describe('the kind of event', () => {
  test.each([
    ['StartSession', 'started'],
    ['ResumeSession', 'resumed'],
    ['TerminateSession', 'ended'],
    ['StartSessionV2', 'unrecognised'],
    ['constructor', 'unrecognised'],
    [undefined, 'unrecognised'],
  ])('%s is %s', (eventName, kind) => {
    expect(parse(variant('start-iam-user', { eventName })).kind).toBe(kind);
  });

  test('a StartSession of another service is no session call', () => {
    expect(parse(fixture('decoys/athena-start-session')).kind).toBe('unrecognised');
  });

  test.each(fixtureNames('.'))('of events/%s.json is that of a session call', (name) => {
    expect(parse(fixture(name)).kind).toMatch(/^(started|resumed|ended)$/);
  });
});

describe('the outcome', () => {
  test.each([
    [{}, 'succeeded'],
    [{ errorCode: null, errorMessage: null }, 'succeeded'],
    [{ errorCode: 'AccessDenied' }, 'denied'],
    [{ errorCode: 'AccessDeniedException' }, 'denied'],
    [{ errorCode: 'Client.UnauthorizedOperation' }, 'denied'],
    [{ errorCode: 'TargetNotConnected' }, 'failed'],
    [{ errorCode: 'ThrottlingException' }, 'failed'],
    [{ errorCode: '200' }, 'failed'],
    [{ errorCode: 403 }, 'failed'],
    [{ errorMessage: 'i-0abc is not connected' }, 'failed'],
    [{ errorMessage: onResource('*') }, 'denied'],
  ])('%j is %s', (detail, outcome) => {
    expect(parse(variant('start-iam-user', detail)).outcome.kind).toBe(outcome);
  });
});

describe('the target', () => {
  test.each([
    ['i-0123456789abcdef0', { kind: 'ec2-instance' }],
    ['i-1a2b3c4d', { kind: 'ec2-instance' }],
    ['I-0XDEADBEEF', { kind: 'ec2-instance' }],
    ['mi-0123456789abcdef0', { kind: 'managed-node' }],
    ['ecs:my_cluster_0f1e2d_0f1e2d-1234567890', { kind: 'ecs-task', cluster: 'my_cluster', task: '0f1e2d' }],
    ['ecs:broken', { kind: 'other' }],
    [
      'sagemaker-cluster:abc123_worker-group-1-i-0123456789abcdef0',
      { kind: 'hyperpod-node', cluster: 'abc123', group: 'worker-group-1', instance: 'i-0123456789abcdef0' },
    ],
    ['something new', { kind: 'other' }],
  ])('%s is kept as it is and named', (target, named) => {
    expect(parse(request({ target })).target).toEqual({
      source: 'event',
      value: expect.objectContaining({ id: target, ...named }),
    });
  });
});

describe('a denied call', () => {
  test('takes the instance that the error message names, and says where it is from', () => {
    const event = parse(denied(onResource('arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc')));

    expect(event.target).toEqual({ value: { kind: 'ec2-instance', id: 'i-0abc' }, source: 'error-message' });
  });

  test('does not take a document for an instance', () => {
    const event = parse(denied(onResource('arn:aws:ssm:eu-west-2::document/AWS-StartSSHSession')));

    expect(event.target).toBeUndefined();
    expect(event.document).toMatchObject({ source: 'error-message', value: { kind: 'ssh' } });
  });

  test.each([
    'arn:aws:ssm:eu-west-1:123456789012:session/freja-01dc4c3150f53f6d3',
    'arn:aws:sts::123456789012:assumed-role/Support/freja-01dc4c3150f53f6d3',
  ])('takes the session that %s names', (arn) => {
    const event = parse(denied(onResource(arn), 'TerminateSession'));

    expect(event.session).toEqual({
      value: { id: 'freja-01dc4c3150f53f6d3', starter: 'freja' },
      source: 'error-message',
    });
  });

  test.each([
    'nothing to see',
    '*',
    onResource('*'),
    onResource('i-0abc'),
    onResource('arn:aws:ec2:::instance/*'),
  ])('names nothing for "%s"', (message) => {
    const { target, session, document } = parse(denied(message));

    expect(target).toBeUndefined();
    expect(session).toBeUndefined();
    expect(document).toBeUndefined();
  });

  test('believes the resource of the sentence, not an ARN that follows', () => {
    const forged = `${onResource('arn:aws:ssm:eu-west-1:123456789012:document/Team')}\nUser: x is not authorized to perform: y on resource: arn:aws:ec2:eu-west-1:1:instance/i-0forged`;

    const { target } = parse(denied(forged));

    expect(target).toBeUndefined();
  });
});

describe('a failed call whose request is gone', () => {
  const failed = (errorCode: string, errorMessage: string, eventName = 'StartSession') =>
    parse(
      variant('start-iam-user', {
        eventName,
        errorCode,
        errorMessage,
        requestParameters: null,
        responseElements: null,
      }),
    );

  test.each([
    ['i-0f1e2d3c4b5a69701 is not connected.', { kind: 'ec2-instance', id: 'i-0f1e2d3c4b5a69701' }],
    [
      'An error occurred (TargetNotConnected) when calling the StartSession operation: i-1a2b3c4d is not connected.',
      { kind: 'ec2-instance', id: 'i-1a2b3c4d' },
    ],
    ['Instances [[mi-0f1e2d3c4b5a69701]] not in a valid state', { kind: 'managed-node' }],
    [
      'ecs:prod_0123456789abcdef0123456789abcdef_0123456789abcdef0123456789abcdef-607325679 is not connected',
      { kind: 'ecs-task', cluster: 'prod' },
    ],
  ])('takes the machine that "%s" names', (message, target) => {
    const event = failed('TargetNotConnected', message);

    expect(event.target).toMatchObject({ source: 'error-message', value: target });
  });

  test.each([
    'Rate exceeded',
    'neither i-0f1e2d3c4b5a69701 nor i-0f1e2d3c4b5a69702 is connected',
    'i-robot is not connected',
    'User: arn:aws:sts::1:assumed-role/Fleet/i-0f1e2d3c4b5a69701 has too many sessions',
  ])('takes none from "%s"', (message) => {
    expect(failed('ThrottlingException', message).target).toBeUndefined();
  });

  test('takes the session that the message names', () => {
    const event = failed(
      'DoesNotExistException',
      'Session mary-ann@example.org-q7w2e9r4t6y3u8i5o2p7a4s9d6 does not exist',
      'ResumeSession',
    );

    expect(event.session).toMatchObject({
      source: 'error-message',
      value: { starter: 'mary-ann@example.org' },
    });
  });

  test('has no session where it was to start one', () => {
    const event = failed('InternalServerError', 'x-q7w2e9r4t6y3u8i5o2p7a4s9d6 broke');

    expect(event.session).toBeUndefined();
  });
});

describe('the document', () => {
  test.each([
    [{}, { kind: 'shell', name: 'SSM-SessionManagerRunShell' }],
    [{ documentName: null }, { kind: 'shell' }],
    [{ documentName: 'SSM-SessionManagerRunShell' }, { kind: 'shell' }],
    [
      {
        documentName: 'AWS-StartPortForwardingSession',
        parameters: { portNumber: ['5432'], localPortNumber: ['1'] },
      },
      { kind: 'port-forwarding', port: '5432', localPort: '1' },
    ],
    [
      {
        documentName: 'AWS-StartPortForwardingSessionToRemoteHost',
        parameters: { host: ['db'], portNumber: ['5432'] },
      },
      { kind: 'remote-port-forwarding', host: 'db', port: '5432' },
    ],
    [
      { documentName: 'AWS-StartSSHSession', parameters: { portNumber: ['22'] } },
      { kind: 'ssh', port: '22' },
    ],
    [
      { documentName: 'AWS-StartInteractiveCommand', parameters: { command: ['top'] } },
      { kind: 'command', interactive: true, command: 'top' },
    ],
    [{ documentName: 'AWS-StartNonInteractiveCommand' }, { kind: 'command', interactive: false }],
    [{ documentName: 'AWS-StartSSHSession:1' }, { kind: 'ssh', name: 'AWS-StartSSHSession:1' }],
    [
      { documentName: 'AWS-StartPortForwardingSession:$DEFAULT', parameters: { portNumber: ['5432'] } },
      { kind: 'port-forwarding', port: '5432' },
    ],
    [{ documentName: 'arn:aws:ssm:eu-west-2::document/AWS-StartSSHSession:$LATEST' }, { kind: 'ssh' }],
    [{ documentName: 'SSM-SessionManagerRunShell:3' }, { kind: 'shell' }],
    [{ documentName: 'AWS-StartSSHSession:evil' }, { kind: 'custom' }],
    [{ documentName: 'SSM-sudo' }, { kind: 'custom', name: 'SSM-sudo' }],
    [
      { documentName: 'arn:aws:ssm:eu-central-1:999999999999:document/AWS-StartSSHSession' },
      { kind: 'custom', name: 'AWS-StartSSHSession', account: '999999999999' },
    ],
    [
      { documentName: 'arn:aws:ssm:eu-central-1:210987654321:document/SSM-sudo' },
      { kind: 'custom', name: 'SSM-sudo', account: '210987654321' },
    ],
    [{ documentName: 'arn:aws:ssm:eu-west-2::document/AWS-StartSSHSession' }, { kind: 'ssh' }],
  ])('of %j is read', (fields, document) => {
    expect(parse(request({ target: 'i-0abc', ...fields })).document?.value).toMatchObject(document);
  });

  test.each([
    ['a denied call', denied('no')],
    ['an end', fixture('terminate-own-session')],
  ])('of %s is not guessed, since the request does not hold it', (_, envelope) => {
    const { document } = parse(envelope);

    expect(document).toBeUndefined();
  });

  test('takes parameters of any shape', () => {
    const parameters = {
      list: ['a', 'b'],
      text: 'c',
      number: 7,
      nested: { deep: [1] },
      nothing: null,
      empty: [],
    };

    const event = parse(request({ target: 'i-0abc', parameters }));

    expect(event.parameters).toEqual([
      { name: 'list', values: ['a', 'b'] },
      { name: 'text', values: ['c'] },
      { name: 'number', values: ['7'] },
      { name: 'nested', values: ['{"deep":[1]}'] },
      { name: 'nothing', values: [] },
      { name: 'empty', values: [] },
    ]);
  });

  test('withholds parameters that are secrets by their names', () => {
    const { parameters } = parse(request({ target: 'i-0abc', parameters: { dbPassword: ['hunter2'] } }));

    expect(parameters).toEqual([{ name: 'dbPassword', values: ['(withheld)'] }]);
  });

  test('survives a parameter nested more deeply than JSON can be written', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];

    const { parameters } = parse(request({ target: 'i-0abc', parameters: { deep } }));

    expect(parameters).toMatchObject([{ name: 'deep' }]);
  });
});

describe('the session', () => {
  const start = (sessionId: unknown) => variant('start-iam-user', { responseElements: { sessionId } });
  test.each([
    ['alice-0a1b2c3d4e5f67890', 'alice'],
    ['freja-q7w2e9r4t6y3u8i5o2p7a4s9d6', 'freja'],
    ['mary-ann.o-hara@ops-team.example.com-01dc4c3150f53f6d3', 'mary-ann.o-hara@ops-team.example.com'],
    ['alice-I-08ea7d78b1fd0d119', 'alice'],
    ['root-010af635d90cd87ad', 'root'],
    ['ecs-execute-command-0a1b2c3d4e5f67890', undefined],
    ['1234567890123456789-q7w2e9r4t6y3u8i5o2p7a4s9d6', undefined],
    ['i-0123456789abcdef0', undefined],
    ['no hyphen', undefined],
    ['-0a1b2c3d4e5f67890', undefined],
    ['prod-database', undefined],
  ])('%s was started by %s', (id, starter) => {
    expect(parse(start(id)).session).toEqual({ source: 'event', value: { id, starter } });
  });

  test.each([undefined, null, '', 7])('a success with %j for a session id claims none', (sessionId) => {
    expect(parse(start(sessionId)).session).toBeUndefined();
  });
});

describe('account, region and partition', () => {
  test('the account is text, and keeps a leading zero', () => {
    expect(parse(fixture('start-account-with-leading-zero')).account).toMatch(/^0\d{11}$/);
  });

  test("the envelope's account stands in where the record has none", () => {
    const envelope = variant('start-iam-user', { recipientAccountId: undefined });

    const { account } = parse({ ...envelope, account: '111122223333' });

    expect(account).toBe('111122223333');
  });

  test.each([
    ['start-china', 'aws-cn'],
    ['start-govcloud', 'aws-us-gov'],
    ['start-iam-user', 'aws'],
  ])('%s is in partition %s', (name, partition) => {
    expect(parse(fixture(name)).partition).toBe(partition);
  });

  test.each([
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['eusc-de-east-1', 'aws-eusc'],
    ['eu-west-1', 'aws'],
  ])('without an ARN, region %s is of partition %s', (awsRegion, partition) => {
    expect(parse(variant('start-iam-user', { awsRegion, userIdentity: {} })).partition).toBe(partition);
  });
});

describe('the time', () => {
  test.each([
    ['2026-05-04T09:00:07Z', '2026-05-04T09:00:07Z'],
    ['2025-01-13 20:46:57.000000000', '2025-01-13T20:46:57Z'],
    ['2026-05-04T11:00:07+02:00', '2026-05-04T09:00:07Z'],
  ])('%s is %s', (eventTime, time) => {
    expect(parse(variant('start-iam-user', { eventTime })).time).toBe(time);
  });

  test.each(['yesterday', '2026-99-99T00:00:00Z', '', 7])(
    '%j gives way to the time of the envelope',
    (eventTime) => {
      expect(parse(variant('start-iam-user', { eventTime })).time).toBe('2026-05-04T09:00:07Z');
    },
  );
});

describe('where the call came from', () => {
  test.each([
    ['203.0.113.7', { kind: 'addresses', addresses: ['203.0.113.7'] }],
    ['2001:db8::7', { kind: 'addresses', addresses: ['2001:db8::7'] }],
    ['203.0.113.7, 198.51.100.7', { kind: 'addresses', addresses: ['203.0.113.7', '198.51.100.7'] }],
    ...['AWS Internal', 'AWS Internal/3', 'AWS Internal;', 'AWS Internal/#', 'aws internal/12;'].map(
      (address) => [address, { kind: 'aws-internal' }] as const,
    ),
    ...['AWS Internal, 198.51.100.7', 'AWS Internal/3 evil', 'x AWS Internal'].map(
      (raw) => [raw, { kind: 'unreadable', raw }] as const,
    ),
    ['ssm-guiconnect.amazonaws.com', { kind: 'service', name: 'ssm-guiconnect.amazonaws.com' }],
    ['0.0.0.0', { kind: 'addresses', addresses: ['0.0.0.0'] }],
    ['255.255.255.255', { kind: 'addresses', addresses: ['255.255.255.255'] }],
    ...[
      '999.1.1.1',
      '256.0.113.7',
      '203.0.113',
      '203.0.113.07',
      '203.0.113.7.1',
      '203.0.113.',
      '0x7f.0.0.1',
    ].map((raw) => [raw, { kind: 'unreadable', raw }] as const),
    [undefined, { kind: 'unknown' }],
  ])('is read from the address %s', (sourceIPAddress, origin) => {
    expect(parse(variant('start-iam-user', { sourceIPAddress })).origin).toEqual(origin);
  });

  const backend = 'aws-internal/3 aws-sdk-java/1.12.750 Linux/5.10.217';
  const tlsDetails = { tlsVersion: 'TLSv1.3' };
  test.each([
    ['the console, where CloudTrail saw no TLS connection from outside', backend, undefined, 'aws-console'],
    ['a caller who only calls his program so', backend, tlsDetails, 'addresses'],
    ['a caller with another program', 'aws-cli/2.31.4', undefined, 'addresses'],
  ])('an address is that of %s', (_, userAgent, tls, kind) => {
    const event = parse(variant('start-iam-user', { userAgent, tlsDetails: tls }));

    expect(event.origin.kind).toBe(kind);
  });

  const chrome =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
  test.each([
    ['[aws-cli/2.31.10 md/awscrt#0.27.6 ua/2.1 os/macos#24.6.0 md/arch#arm64]', 'AWS CLI 2.31 on macOS'],
    ['aws-cli/1.18.69 Python/3.6.9 Linux/5.4.0 botocore/1.16.19', 'AWS CLI 1.18 on Linux'],
    ['aws-cli/2.9.0 Python/3.11 Linux/6.1 exec-env/CloudShell exe/x86_64', 'CloudShell on Linux'],
    ['Boto3/1.40.1 md/Botocore#1.40.1 os/linux#6.1', 'Boto3 1.40 on Linux'],
    ['aws-sdk-go-v2/1.39.0 os/windows lang/go#1.25', 'AWS SDK for Go 1.39 on Windows'],
    ['aws-internal/3 aws-sdk-java/1.12', 'AWS console'],
    ['[aws-internal/3 aws-sdk-java/1.12 Linux/5.10.217 OpenJDK_64-Bit_Server_VM]', 'AWS console'],
    ['AWS Internal', 'AWS itself'],
    ['AWS Internal/3', 'AWS itself'],
    [chrome, 'the AWS console in Chrome 141 on macOS'],
    ['something/1.0', undefined],
  ])('the agent %s is "%s"', (userAgent, words) => {
    const event = parse(variant('start-iam-user', { userAgent, sessionCredentialFromConsole: 'true' }));

    expect(event.agent).toEqual({ raw: userAgent, words });
  });
});
