import { describe, expect, test } from '@jest/globals';
import type { NotifierConfig } from '../../../infra/config/config.ts';
import { synthesise, synthesiseStack } from '../../support/synthesise.ts';

interface Widget {
  readonly type: string;
  readonly properties: { title?: string; markdown?: string; metrics?: unknown[][] };
}

function widgets(config: NotifierConfig): Widget[] {
  const [dashboard, ...others] = Object.values(
    synthesiseStack(config).template.findResources('AWS::CloudWatch::Dashboard'),
  );
  expect(others).toEqual([]);
  const body = dashboard?.Properties.DashboardBody['Fn::Join'][1];
  return JSON.parse(body.map((part: unknown) => (typeof part === 'string' ? part : 'x')).join('')).widgets;
}

/** What the lines of the graphs are called. */
function labels(config: NotifierConfig): unknown[] {
  return widgets(config).flatMap(({ properties }) =>
    (properties.metrics ?? []).map((metric) => (metric.at(-1) as { label: string }).label),
  );
}

describe('the dashboard', () => {
  test('shows what is sent, what fails and what waits', () => {
    expect(labels({})).toEqual([
      'sent',
      'unrecognised, of those sent',
      'errors',
      'throttles',
      'look-ups failed',
      'dead-letter queue',
      'failure queue',
    ]);
  });

  test('shows digests and the buffer where there are any, what is withheld, and no look-ups where there are none', () => {
    const config: NotifierConfig = {
      lookups: false,
      delivery: { mode: 'buffered', windowSeconds: 60 },
      audiences: [{ name: 'security', filter: { minimumSeverity: 'notice' } }],
    };

    expect(labels(config)).toEqual([
      'sent',
      'sent in digests',
      'unrecognised, of those sent',
      'surplus tests',
      'withheld by minimumSeverity',
      'withheld by ignoreActors',
      'errors',
      'failed in batches',
      'throttles',
      'dead-letter queue',
      'failure queue',
      'buffer',
      "the buffer's dead-letter queue",
    ]);
  });

  test('is one for all audiences, each under its name', () => {
    const texts = widgets({ audiences: [{ name: 'security' }, { name: 'database' }] })
      .filter(({ type }) => type === 'text')
      .map(({ properties }) => properties.markdown);

    expect(texts).toEqual(['## security', '## database']);
  });
});

describe('the log is counted', () => {
  const { template } = synthesise({ delivery: { mode: 'buffered', windowSeconds: 60 } });

  test.each([
    ['Sent', '{ $.message.message = "published" }', '1'],
    [
      'Unrecognised',
      '{ (($.message.message = "published") || ($.message.message = "published in digest")) && ($.message.kind = "unrecognised") }',
      '1',
    ],
    ['SentInDigests', '{ $.message.message = "published in digest" }', '1'],
    ['FailedInBatch', '{ ($.message.message = "not published") || ($.message.message = "unreadable") }', '1'],
    ['SurplusTests', '{ $.message.message = "surplus test" }', '1'],
    ['LookUpsFailed', '{ $.message.message = "look-up failed" }', '1'],
  ])('as %s, by %s', (MetricName, FilterPattern, MetricValue) => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern,
      MetricTransformations: [{ MetricNamespace: 'Test/SessionNotifier', MetricName, MetricValue }],
    });
  });
});
