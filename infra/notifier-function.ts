import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Settings } from '../lambda/settings.ts';
import { nodejsFunctionBundling } from './bundling.ts';
import { type DeliveryMode, PUBLISH_INTERVAL_MS } from './config/delivery-mode.ts';
import type { LedgerTable } from './ledger-table.ts';
import { type LogCounts, logCounts } from './monitoring/log-counts.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..');

export interface NotifierFunctionProps {
  /** The function's role, which is given the right to write the log and to keep a failed event. */
  readonly role: IRole;
  /** Where alerts are published. */
  readonly topic: ITopic;
  /** What the audience and the deployment have set. */
  readonly settings: Settings;
  /** Whether it looks anything up, for which its role needs further rights. */
  readonly lookups: boolean;
  /** How events arrive. */
  readonly delivery: DeliveryMode;
  /** Remembers what was sent. Undefined: nothing does. */
  readonly ledger: LedgerTable | undefined;
  /** Receives an event once every attempt at it has failed. */
  readonly failureQueue: IQueue;
  /** How long the function's log is kept. */
  readonly logRetention: RetentionDays;
}

/** Turns one CloudTrail event into one published alert, or what gathered in the buffer into a few. */
export class NotifierFunction extends NodejsFunction {
  /** What its log says that it did. */
  readonly counts: LogCounts;

  constructor(scope: Construct, id: string, props: NotifierFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logRetention,
      // It tells how alerts were sent. The record of who did what is CloudTrail, which stays.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(props.role);
    const { topic, settings, lookups, delivery, ledger } = props;
    const buffered = delivery.mode === 'buffered';

    super(scope, id, {
      description: 'Tells the subscribers of a topic about a Session Manager API call.',
      entry: join(PROJECT_ROOT, 'lambda', 'handler.ts'),
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      bundling: nodejsFunctionBundling({
        lookups,
        delivery: delivery.mode,
        deduplicate: ledger !== undefined,
      }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // It uses less than 100 MB. The rest buys processor time (1,769 MB is one vCPU), which is what a cold start waits for.
      memorySize: 512,
      // The look-ups end after 5 seconds at most, the SDK gives up publishing after 10, and a second of pause follows.
      // Running into this limit would lose the reason from the log. What gathered in the buffer is up to ten alerts and
      // a digest.
      timeout: Duration.seconds(buffered ? 60 : 30),
      role: props.role,
      environment: {
        TOPIC_ARN: topic.topicArn,
        SETTINGS: JSON.stringify(settings),
        ...(!lookups && { LOOKUPS: 'off' }),
        ...(ledger && { LEDGER_TABLE: ledger.tableName }),
        PUBLISH_INTERVAL_MS: String(PUBLISH_INTERVAL_MS),
      },
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.INFO,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(props.failureQueue),
    });

    this.counts = logCounts(scope, {
      logGroup,
      withholds: settings.minimumSeverity !== 'info' || settings.ignoreActors.length > 0,
      lookups,
      digests: buffered,
    });
  }
}
