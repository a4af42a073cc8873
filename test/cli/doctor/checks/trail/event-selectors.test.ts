import type { GetEventSelectorsResponse } from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from '@jest/globals';
import { selectSessionCalls } from '../../../../../cli/doctor/checks/trail/event-selectors.ts';

const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };

function advanced(...FieldSelectors: object[]): GetEventSelectorsResponse {
  return {
    AdvancedEventSelectors: [{ FieldSelectors: FieldSelectors as [] }],
  };
}

describe('session calls are logged by a trail that selects', () => {
  test.each<[string, GetEventSelectorsResponse]>([
    ['all management events', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }] }],
    ['what is usual', { EventSelectors: [{}] }],
    [
      'write events only',
      { EventSelectors: [{ ReadWriteType: 'WriteOnly', IncludeManagementEvents: true }] },
    ],
    [
      'them with one of several selectors',
      { EventSelectors: [{ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }] },
    ],
    [
      'all but the calls of KMS',
      { EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
    ],
    ['the category of management events', advanced(MANAGEMENT)],
    ['what is not read-only', advanced(MANAGEMENT, { Field: 'readOnly', Equals: ['false'] })],
    [
      'other sources than some',
      advanced(MANAGEMENT, {
        Field: 'eventSource',
        NotEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
      }),
    ],
    ['sources that begin so', advanced(MANAGEMENT, { Field: 'eventSource', StartsWith: ['ssm.'] })],
    [
      'other identities than some',
      advanced(MANAGEMENT, {
        Field: 'userIdentity.arn',
        NotStartsWith: ['arn:aws:iam::111122223333:role/scan'],
      }),
    ],
  ])('%s', (_, selectors) => {
    expect(selectSessionCalls(selectors)).toBe(true);
  });
});

describe('session calls are missed by a trail that selects', () => {
  test.each<[string, GetEventSelectorsResponse]>([
    ['nothing', {}],
    ['read-only events', { EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }],
    ['data events only', { EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: false }] }],
    [
      'all but the calls of Systems Manager',
      { EventSelectors: [{ ExcludeManagementEventSources: ['ssm.amazonaws.com'] }] },
    ],
    ['another category', advanced({ Field: 'eventCategory', Equals: ['Data'] })],
    ['what is read-only', advanced(MANAGEMENT, { Field: 'readOnly', Equals: ['true'] })],
    ['other sources', advanced(MANAGEMENT, { Field: 'eventSource', NotEquals: ['ssm.amazonaws.com'] })],
    ['sources that do not end so', advanced(MANAGEMENT, { Field: 'eventSource', NotEndsWith: ['.com'] })],
    ['one identity', advanced(MANAGEMENT, { Field: 'userIdentity.arn', EndsWith: [':root'] })],
  ])('%s', (_, selectors) => {
    expect(selectSessionCalls(selectors)).toBe(false);
  });
});
