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
import { DEFAULT_SETTINGS, type Settings } from '../lambda/settings.ts';
import { nodejsFunctionBundling } from './bundling.ts';
import { PUBLISH_INTERVAL_MS } from './config/delivery.ts';
import type { LedgerTable } from './ledger-table.ts';
import { type LogMetrics, logMetrics } from './monitoring/log-metrics.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..');

export interface NotifierFunctionProps {
  /** The function's role, which is given the right to write the log and to keep a failed event. */
  readonly role: IRole;
  /** Where alerts are published. */
  readonly topic: ITopic;
  /** All of the function's settings. */
  readonly settings: Settings;
  /** Whether it looks anything up, for which its role needs further rights. */
  readonly lookups: boolean;
  /** Whether it reads a buffer, and so sends more than one message in a run. */
  readonly readsBuffer: boolean;
  /** Remembers what was sent. Undefined: nothing does. */
  readonly ledger: LedgerTable | undefined;
  /** Receives an event once every attempt at it has failed. */
  readonly failureQueue: IQueue;
  /** How long the function's log is kept. */
  readonly logRetention: RetentionDays;
}

/** Turns one CloudTrail event into one published alert, or what gathered in the buffer into a few. */
export class NotifierFunction extends NodejsFunction {
  /** Metrics of what it did, as its log says. */
  readonly logMetrics: LogMetrics;

  constructor(scope: Construct, id: string, props: NotifierFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.logRetention,
      // It says how alerts were sent. The record of who did what is CloudTrail, which stays.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(props.role);
    const { topic, settings, lookups, readsBuffer, ledger } = props;

    super(scope, id, {
      description: 'Tells the subscribers of a topic about a Session Manager API call.',
      entry: join(PROJECT_ROOT, 'lambda', 'handler.ts'),
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      bundling: nodejsFunctionBundling({
        lookups,
        deduplicate: ledger !== undefined,
      }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // It uses less than 100 MB. The rest buys processor time (1,769 MB is one vCPU), which is what a cold start waits for.
      memorySize: 512,
      // The look-ups end after 5 seconds at most, the SDK gives up publishing after 10, and a second of pause follows.
      // Running into this limit would lose the reason from the log. What gathered in the buffer is up to ten alerts and
      // a digest.
      timeout: Duration.seconds(readsBuffer ? 60 : 30),
      role: props.role,
      environment: {
        TOPIC_ARN: topic.topicArn,
        SETTINGS: JSON.stringify(settings),
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

    this.logMetrics = logMetrics(scope, {
      logGroup,
      withholds:
        settings.minimumSeverity !== DEFAULT_SETTINGS.minimumSeverity || settings.ignoreActors.length > 0,
      lookups,
      digests: readsBuffer,
    });
  }
}
