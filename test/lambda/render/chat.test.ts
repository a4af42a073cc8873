import { describe, expect, test } from '@jest/globals';
import { fixture, fixtureNames, variant } from '../../support/fixtures.ts';
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

describe('a chat message on a phone', () => {
  test.each([
    ['start-root', '🔴 STARTED (high: root) '],
    ['start-ssh-to-managed-node', '🟠 STARTED (notice: not logged) '],
    ['start-iam-user', 'STARTED freja '],
  ])('about events/%s.json shows its severity at a glance: %s', (name, start) => {
    expect(contentOf(fixture(name)).title.startsWith(start)).toBe(true);
  });

  test.each(fixtureNames('.'))('about events/%s.json has one next step, of three lines at most', (name) => {
    const { nextSteps = [''] } = contentOf(fixture(name));

    expect(nextSteps).toHaveLength(1);
    expect(nextSteps[0].length).toBeLessThanOrEqual(3 * 45);
  });

  test('shows what was typed below everything else', () => {
    const { description } = contentOf(fixture('start-iam-user'));

    expect(description).toMatch(/\n\nQuoted text, not verified:\nReason: "OPS-4711 slow ledger"$/);
  });

  test('has an ARN that can be copied where nothing is rendered', () => {
    const { metadata } = JSON.parse(messageOf(fixture('start-iam-user')).bodies.https);

    expect(metadata.additionalContext.actorArn).toBe('arn:aws:iam::210987654321:user/freja');
  });
});
