import { describe, expect, test } from '@jest/globals';
import { fixture, variant } from '../../support/fixtures.ts';
import { messageOf } from '../../support/message-of.ts';

const contentOf = (envelope: unknown) => JSON.parse(messageOf(envelope).bodies.https).content;

describe('a chat message keeps to the documented lengths, beyond which the service drops it:', () => {
  test('a long title is cut, and says so', () => {
    const { title } = contentOf(fixture('hostile-target-400-characters'));

    expect(title.length).toBeLessThanOrEqual(250);
    expect(title).toMatch(/…$/);
  });

  test('a region that is longer than any region is makes no next step', () => {
    const awsRegion = `eu-${'a'.repeat(400)}-1`;

    const { nextSteps = [] } = contentOf(variant('start-iam-user', { awsRegion }));

    expect(nextSteps).toEqual([]);
  });
});
