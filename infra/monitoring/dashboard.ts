import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type Metric, Row, Stats, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { SessionNotifier } from '../session-notifier.ts';

export interface NotifierDashboardProps {
  /** The notifiers by the names of their audiences. */
  readonly notifiers: ReadonlyMap<string, SessionNotifier>;
}

/** One page for the question "is it working?": for each audience what was sent, what failed, and what waits. */
export class NotifierDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { notifiers }: NotifierDashboardProps) {
    super(scope, id, { defaultInterval: Duration.days(7) });

    for (const [name, notifier] of notifiers) {
      this.addWidgets(new TextWidget({ markdown: `## ${name}`, width: 24, height: 1 }));
      this.addWidgets(
        new Row(
          graph('Alerts', alerts(notifier)),
          graph('Failures', failures(notifier)),
          graph('Events that wait', queues(notifier)),
        ),
      );
    }
  }
}

/** The metrics by what a reader of the graph calls them. */
type Lines = Record<string, Metric | undefined>;

const period = Duration.minutes(5);
const SUM = { period, statistic: Stats.SUM };
const MAXIMUM = { period, statistic: Stats.MAXIMUM };

function alerts({ notify: { logMetrics } }: SessionNotifier): Lines {
  return {
    sent: logMetrics.sent,
    'sent in digests': logMetrics.sentInDigests,
    'unrecognised, of those sent': logMetrics.unrecognised,
    'surplus tests': logMetrics.surplusTests,
    'withheld by minimumSeverity': logMetrics.withheld?.minimumSeverity,
    'withheld by ignoreActors': logMetrics.withheld?.ignoreActors,
  };
}

function failures({ notify }: SessionNotifier): Lines {
  return {
    errors: notify.metricErrors(SUM),
    'failed in batches': notify.logMetrics.failedInBatch,
    throttles: notify.metricThrottles(SUM),
    'look-ups failed': notify.logMetrics.lookUpsFailed,
  };
}

function queues({ deadLetterQueue, failureQueue, buffer }: SessionNotifier): Lines {
  return {
    'dead-letter queue': deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
    'failure queue': failureQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
    buffer: buffer?.queue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
    "the buffer's dead-letter queue":
      buffer?.deadLetterQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM),
  };
}

function graph(title: string, lines: Lines): GraphWidget {
  const left = Object.entries(lines).flatMap(([label, metric]) =>
    metric === undefined ? [] : [metric.with({ label })],
  );
  return new GraphWidget({ title, left, leftYAxis: { min: 0, showUnits: false }, width: 8, height: 6 });
}
