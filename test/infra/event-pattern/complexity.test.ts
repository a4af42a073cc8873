import { describe, expect, test } from '@jest/globals';
import { complexity, MAX_COMPLEXITY } from '../../../infra/event-pattern/complexity.ts';
import { rulePattern } from '../../../infra/event-pattern/event-pattern.ts';
import type { Fields } from '../../../infra/event-pattern/pattern.ts';

/** The upper bound for a whole pattern. */
function bound(pattern: Fields): number {
  return complexity(pattern).reduce((sum, { score }) => sum + score, 0);
}

/** What the engine of EventBridge scores 13: a document by its name or ARN, by one actor, wherever that is named. */
const SCORES_13: Fields = {
  detail: {
    eventName: ['StartSession'],
    requestParameters: {
      $or: [
        {
          documentName: [
            { prefix: 'AWS-StartPortForwardingSession' },
            { wildcard: '*/AWS-StartPortForwardingSession*' },
          ],
        },
        { documentName: [{ exists: false }], target: [{ exists: false }] },
      ],
    },
    userIdentity: {
      $or: [
        { userName: ['jonas'] },
        { arn: [{ suffix: '/jonas' }] },
        { principalId: [{ suffix: ':jonas' }] },
        { sessionContext: { sourceIdentity: ['jonas'] } },
        { invokedBy: ['jonas'] },
        { userName: [{ exists: false }], arn: [{ exists: false }], invokedBy: [{ exists: false }] },
      ],
    },
  },
};

describe('the bound of the complexity', () => {
  test('is no lower than what the engine scores', () => {
    expect(bound(SCORES_13)).toBeGreaterThanOrEqual(13);
  });

  test('is 3 for a wildcard alone', () => {
    expect(bound({ target: [{ wildcard: 'ecs:*_web' }] })).toBe(3);
  });

  test('is higher for a wildcard of many asterisks', () => {
    expect(bound({ target: [{ wildcard: '*a*b*c*' }] })).toBe(5);
  });

  test('counts a wildcard once for each alternative behind it', () => {
    const alternatives: Fields = { $or: [{ a: ['x'] }, { b: ['x'] }, { c: ['x'] }, { d: ['x'] }] };

    expect(bound({ detail: { first: [{ wildcard: 'x*y' }], second: alternatives } })).toBe(12);
  });

  test('counts a wildcard once where the alternatives are before it', () => {
    const alternatives: Fields = { $or: [{ a: ['x'] }, { b: ['x'] }] };

    expect(bound({ detail: { first: alternatives, second: [{ wildcard: 'x*y' }] } })).toBe(3);
  });

  test('is nothing for prefixes and suffixes', () => {
    expect(bound({ target: [{ prefix: 'mi-' }, { suffix: '460' }, 'i-0c3a9b7e5d1f28460'] })).toBe(0);
  });

  test('counts what must not match, too', () => {
    expect(bound({ arn: [{ 'anything-but': { wildcard: '*:assumed-role/*/*' } }] })).toBe(4);
  });
});

describe('a pattern takes no wildcard', () => {
  test.each([
    [{ documents: ['AWS-StartPortForwardingSession*'], actors: ['jonas'] }],
    [{ actors: ['*@example.org', 'root'], outcomes: ['denied' as const] }],
    [{ targets: ['mi-*', '*460'], documents: ['Team-*'] }],
  ])('for %j', (filter) => {
    expect(bound(rulePattern(filter))).toBe(0);
  });
});

test('a name that begins in the middle of a field takes as little as it can', () => {
  expect(bound(rulePattern({ actors: ['deploy-*'] }))).toBeLessThanOrEqual(MAX_COMPLEXITY);
});
