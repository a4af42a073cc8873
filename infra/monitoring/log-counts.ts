import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Withheld } from '../../lambda/publish/withhold.ts';

export interface LogCountsProps {
  /** Where the function writes. */
  readonly logGroup: ILogGroup;
  /** Whether the audience has settings by which alerts are withheld. */
  readonly withholds: boolean;
  /** Whether anything is looked up. */
  readonly lookups: boolean;
  /** Whether events may be told together. */
  readonly digests: boolean;
}

/** What the function's log says that it did, as metrics. Those are left out which could never count anything. */
export interface LogCounts {
  /** Alerts with a message of their own. */
  readonly sent: Metric;
  readonly unrecognised: Metric;
  /** Events that were told in a digest. */
  readonly toldInDigests?: Metric;
  /** Failures that end no run: each is one or several events of a batch, which come again. */
  readonly failedInBatch?: Metric;
  readonly withheld?: Readonly<Record<Withheld['by'], Metric>>;
  readonly lookUpsFailed?: Metric;
}

/**
 * Counts lines of the function's log, as metrics in a namespace named after the notifier. Nobody is alarmed by them, but
 * nothing disappears without a trace either.
 *
 * With JSON logs, Lambda puts what the function logs under `message`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced-emitlogs
 */
export function logCounts(scope: Construct, props: LogCountsProps): LogCounts {
  const { logGroup, withholds, lookups, digests } = props;
  const count = (
    metricName: string,
    filterPattern: IFilterPattern,
    more: { readonly dimensions?: Record<string, string> } = {},
  ): MetricFilter =>
    new MetricFilter(scope, `${metricName}Count`, {
      logGroup,
      filterPattern,
      metricNamespace: scope.node.path,
      metricName,
      metricValue: '1',
      ...more,
    });
  const sent = logged('published');
  const told = digests ? FilterPattern.any(sent, logged('published in digest')) : sent;
  const unrecognised = FilterPattern.all(told, field('kind', 'unrecognised'));
  const failed = FilterPattern.any(logged('not published'), logged('unreadable'));
  return {
    sent: total(count('Sent', sent)),
    unrecognised: total(count('Unrecognised', unrecognised)),
    ...(digests && {
      toldInDigests: total(count('ToldInDigests', logged('published in digest'))),
      failedInBatch: total(count('FailedInBatch', failed)),
    }),
    ...(withholds && {
      withheld: byReason(count('Withheld', logged('withheld'), { dimensions: { by: '$.message.by' } })),
    }),
    ...(lookups && { lookUpsFailed: total(count('LookUpsFailed', logged('look-up failed'))) }),
  };
}

const SUM = { statistic: Stats.SUM, period: Duration.minutes(5) };

function logged(message: string) {
  return field('message', message);
}

function field(name: string, value: string) {
  return FilterPattern.stringValue(`$.message.${name}`, '=', value);
}

function total(filter: MetricFilter): Metric {
  return filter.metric(SUM);
}

/** CloudWatch does not add up over a dimension. */
function byReason(filter: MetricFilter): Record<Withheld['by'], Metric> {
  const by = (reason: Withheld['by']) => filter.metric({ ...SUM, dimensionsMap: { by: reason } });
  return { minimumSeverity: by('minimumSeverity'), ignoreActors: by('ignoreActors') };
}
