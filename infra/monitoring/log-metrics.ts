import { Duration } from 'aws-cdk-lib';
import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { LOG_ENTRIES, type LogEntry } from '../../lambda/log.ts';
import type { Withheld } from '../../lambda/publish/withhold.ts';

export interface LogMetricsProps {
  /** Where the function writes. */
  readonly logGroup: ILogGroup;
  /** Whether the audience has settings by which alerts are withheld. */
  readonly withholds: boolean;
  /** Whether anything is looked up. */
  readonly lookups: boolean;
  /** Whether several events may be sent in one digest. */
  readonly digests: boolean;
}

/** Metrics of what the function did, as its log says. Those that could never count anything are left out. */
export interface LogMetrics {
  /** Alerts with a message of their own. */
  readonly sent: Metric;
  readonly unrecognised: Metric;
  /** Events that were sent in a digest. */
  readonly sentInDigests?: Metric;
  /** Failures that end no run: each is one or several events of a batch, which come again. */
  readonly failedInBatch?: Metric;
  /** Test events of a batch beyond the one that is sent. */
  readonly surplusTests?: Metric;
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
export function logMetrics(scope: Construct, props: LogMetricsProps): LogMetrics {
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
  const sent = logged(LOG_ENTRIES.published);
  const published = digests ? FilterPattern.any(sent, logged(LOG_ENTRIES.publishedInDigest)) : sent;
  const unrecognised = FilterPattern.all(published, field('kind', 'unrecognised'));
  const failed = FilterPattern.any(logged(LOG_ENTRIES.notPublished), logged(LOG_ENTRIES.unreadable));
  return {
    sent: total(count('Sent', sent)),
    unrecognised: total(count('Unrecognised', unrecognised)),
    ...(digests && {
      sentInDigests: total(count('SentInDigests', logged(LOG_ENTRIES.publishedInDigest))),
      failedInBatch: total(count('FailedInBatch', failed)),
      surplusTests: total(count('SurplusTests', logged(LOG_ENTRIES.surplusTest))),
    }),
    ...(withholds && {
      withheld: byReason(
        count('Withheld', logged(LOG_ENTRIES.withheld), { dimensions: { by: '$.message.by' } }),
      ),
    }),
    ...(lookups && { lookUpsFailed: total(count('LookUpsFailed', logged(LOG_ENTRIES.lookUpFailed))) }),
  };
}

const SUM = { statistic: Stats.SUM, period: Duration.minutes(5) };

function logged(message: LogEntry['message']) {
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
