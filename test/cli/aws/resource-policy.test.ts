import { describe, expect, test } from '@jest/globals';
import { allowsService } from '../../../cli/aws/resource-policy.ts';

const REQUEST = {
  service: 'cloudwatch.amazonaws.com',
  action: 'sns:Publish',
  account: '111122223333',
  sourceArn: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:failing',
};

const ALLOW = { Effect: 'Allow', Principal: { Service: REQUEST.service }, Action: 'sns:Publish' };

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

describe('a service may use a resource whose policy', () => {
  test.each<[string, string]>([
    ['names it', policy(ALLOW)],
    [
      'names it among others',
      policy({ ...ALLOW, Principal: { Service: ['s3.amazonaws.com', REQUEST.service] } }),
    ],
    ['names all actions of the resource', policy({ ...ALLOW, Action: ['SNS:*'] })],
    [
      'is the one that SNS makes',
      policy({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:GetTopicAttributes', 'SNS:Publish'],
        Condition: { StringEquals: { 'AWS:SourceOwner': '111122223333' } },
      }),
    ],
    [
      'names the account and the alarms',
      policy({
        ...ALLOW,
        Condition: {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:*' },
        },
      }),
    ],
    [
      'denies what is not encrypted on the way',
      policy(ALLOW, {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
    [
      'denies it under a condition that is not known here',
      policy(ALLOW, {
        ...ALLOW,
        Effect: 'Deny',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
    ],
    ['has a single statement without a list', JSON.stringify({ Statement: ALLOW })],
  ])('%s', (_claim, text) => {
    expect(allowsService(text, REQUEST)).toBe(true);
  });
});

describe('a service may not use a resource whose policy', () => {
  test.each<[string, string | undefined]>([
    ['does not exist', undefined],
    ['is no JSON', 'no'],
    ['names another service', policy({ ...ALLOW, Principal: { Service: 's3.amazonaws.com' } })],
    ['names accounts only', policy({ ...ALLOW, Principal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ['names another action', policy({ ...ALLOW, Action: 'sns:Subscribe' })],
    ['names every action but this', policy({ ...ALLOW, Action: undefined, NotAction: 'sns:Publish' })],
    [
      'names another account',
      policy({ ...ALLOW, Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }),
    ],
    [
      'names other alarms',
      policy({
        ...ALLOW,
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:*:alarm:other-*' } },
      }),
    ],
    ['denies it to everybody', policy(ALLOW, { Effect: 'Deny', Principal: '*', Action: '*' })],
    [
      'denies it to all but another account',
      policy(ALLOW, {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:*',
        Condition: { StringNotEquals: { 'aws:SourceAccount': '444455556666' } },
      }),
    ],
  ])('%s', (_claim, text) => {
    expect(allowsService(text, REQUEST)).toBe(false);
  });
});
