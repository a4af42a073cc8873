import { describe, expect, test } from '@jest/globals';
import {
  problemOfEndpoint,
  problemOfRole,
  SUBSCRIBABLE_PROTOCOLS,
  type SubscribableProtocol,
} from '../../../cli/subscriptions/endpoint.ts';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:alerts';
const STREAM = 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/alerts';

describe('an endpoint', () => {
  const GOOD: Record<SubscribableProtocol, string> = {
    email: 'security@example.com',
    'email-json': 'robot@example.com',
    sms: '+15555550100',
    https: 'https://alerts.example.com/sns?team=a',
    sqs: QUEUE,
    lambda: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:alerts:live',
    firehose: STREAM,
  };

  test.each(SUBSCRIBABLE_PROTOCOLS)('of %s is taken when it looks like one', (protocol) => {
    expect(problemOfEndpoint(protocol, GOOD[protocol])).toBeUndefined();
  });

  test.each<[SubscribableProtocol, string, string]>([
    ['email', 'you', '"you" is not an email address, such as you@example.com.'],
    ['email-json', 'you@localhost', '"you@localhost" is not an email address, such as you@example.com.'],
    ['sms', '5550100', 'is not a phone number: a plus sign, the country code and the number'],
    ['https', 'http://alerts.example.com', 'is not an https:// address'],
    ['sqs', 'https://sqs.eu-central-1.amazonaws.com/111122223333/alerts', 'is not the ARN of a queue'],
    ['sqs', `${QUEUE}.fifo`, 'is a FIFO queue, which SNS does not subscribe to this topic.'],
    ['lambda', 'alerts', '"alerts" is not the ARN of a function'],
    ['firehose', QUEUE, 'is not the ARN of a Firehose stream'],
  ])('of %s is refused with the reason: %s', (protocol, endpoint, problem) => {
    expect(problemOfEndpoint(protocol, endpoint)).toContain(problem);
  });
});

describe('a role', () => {
  const ROLE = 'arn:aws:iam::111122223333:role/teams/alerts';

  test.each<[claim: string, SubscribableProtocol, string | undefined, string | undefined]>([
    ['goes with a stream', 'firehose', ROLE, undefined],
    ['is not needed elsewhere', 'email', undefined, undefined],
    ['is missed for a stream', 'firehose', undefined, 'A Firehose stream needs --role-arn'],
    ['is refused elsewhere', 'sqs', ROLE, 'A role is for firehose: sqs takes no --role-arn.'],
    ['has to be one', 'firehose', STREAM, 'is not the ARN of a role, such as arn:aws:iam::'],
  ])('%s', (_claim, protocol, roleArn, problem) => {
    const found = problemOfRole(protocol, roleArn);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(problem);
  });
});
