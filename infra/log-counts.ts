import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * Counts the alerts that the function withholds: the metric `Withheld`, in a namespace named after the notifier, by the
 * setting that withheld them. Nobody is alarmed by it, but nothing disappears without a trace either.
 *
 * With JSON logs, Lambda puts what the function logs under `message`.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html#nodejs-logging-advanced-emitlogs
 */
export function countWithheld(scope: Construct, logGroup: ILogGroup): void {
  new MetricFilter(scope, 'WithheldCount', {
    logGroup,
    filterPattern: FilterPattern.stringValue('$.message.message', '=', 'withheld'),
    metricNamespace: scope.node.path,
    metricName: 'Withheld',
    metricValue: '1',
    dimensions: { by: '$.message.by' },
  });
}
