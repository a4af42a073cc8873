import { expect, test } from '@jest/globals';
import { sessionEventPattern } from '../../infra/event-pattern.ts';

test('the rule matches the three session calls of Systems Manager, as CloudTrail reports them, and nothing else', () => {
  expect(sessionEventPattern()).toEqual({
    source: ['aws.ssm'],
    detailType: ['AWS API Call via CloudTrail'],
    detail: {
      eventSource: ['ssm.amazonaws.com'],
      eventName: ['StartSession', 'ResumeSession', 'TerminateSession'],
    },
  });
});
