import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { pageOf } from '../../stand-in/pagination.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A metric alarm as DescribeAlarms returns it. */
export interface StandInAlarm {
  readonly AlarmName: string;
  readonly AlarmArn: string;
  readonly AlarmDescription: string;
  readonly StateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** Seconds since 1970. */
  readonly StateUpdatedTimestamp: number;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions: readonly string[];
}

export interface CloudWatchOptions {
  readonly alarms: readonly StandInAlarm[];
  /** The newest value of metrics that have no dimension, by their names. @default - none */
  readonly metrics?: Readonly<Record<string, number>>;
}

/**
 * Stands in for Amazon CloudWatch on the loopback interface: point a `CloudWatchClient` at its `endpoint`. It lists
 * alarms and returns the one value of each metric. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
export function startCloudWatch({ alarms, metrics = {} }: CloudWatchOptions): Promise<StandIn> {
  return startServer(
    jsonService('GraniteServiceVersion20100801', {
      DescribeAlarms: (input) => describeAlarms(input, alarms),
      GetMetricStatistics: ({ MetricName, EndTime }) => {
        const value = metrics[String(MetricName)];
        const datapoints = value === undefined ? [] : [{ Timestamp: EndTime, Maximum: value }];
        return { Label: MetricName, Datapoints: datapoints };
      },
    }),
  );
}

const USUAL_PAGE_SIZE = 50;

function describeAlarms(input: JsonInput, alarms: readonly StandInAlarm[]): object {
  const { AlarmNamePrefix = '', NextToken, MaxRecords = USUAL_PAGE_SIZE } = input;
  const found = alarms.filter(({ AlarmName }) => AlarmName.startsWith(String(AlarmNamePrefix)));
  const page = pageOf(found, NextToken as string | undefined, Number(MaxRecords));
  if (!page) throw new ServiceError(400, 'InvalidNextToken', 'The next token is not valid.');
  return { MetricAlarms: page.items, CompositeAlarms: [], NextToken: page.nextToken };
}
