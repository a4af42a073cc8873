import { describe, expect, test } from '@jest/globals';
import type { NotifierConfig } from '../../infra/config/config.ts';
import { page, rows } from '../support/markdown.ts';
import { synthesise } from '../support/synthesise.ts';

const text = page('docs/delivery.md');
const [, direct = '', buffered = ''] =
  rows(text).find(([what]) => what === 'instances of the function') ?? [];

describe('docs/delivery.md', () => {
  test('gives the concurrency that direct delivery reserves', () => {
    const reservation = properties('Custom::ConcurrencyReservation', { mode: 'direct' });

    const [, maximum] = /^at most (\d+);/.exec(direct) ?? [];

    expect(Object.values(reservation).map(String)).toContain(maximum);
  });

  test('gives the concurrency with which a buffer is read', () => {
    const { ScalingConfig } = properties('AWS::Lambda::EventSourceMapping', {
      mode: 'buffered',
      windowSeconds: 60,
    });

    expect(ScalingConfig).toEqual({ MaximumConcurrency: Number(buffered.replace('at most ', '')) });
  });

  test('gives the number of events that a digest may have', () => {
    const { BatchSize } = properties('AWS::Lambda::EventSourceMapping', {
      mode: 'buffered',
      windowSeconds: 60,
    });

    expect(text).toContain(`digests of up to ${BatchSize} events`);
  });
});

/** Of the only resource of a type that a way of delivery deploys. */
function properties(
  type: string,
  delivery: Required<NotifierConfig>['delivery'],
): Readonly<Record<string, unknown>> {
  const [resource] = Object.values(synthesise({ delivery }).template.findResources(type));
  return resource?.Properties ?? {};
}
