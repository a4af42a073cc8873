import type { StandIn } from '../../stand-in/server.ts';
import { startCloudFormation } from './cloudformation.ts';
import { startCloudTrail } from './cloudtrail.ts';
import { startCloudWatch } from './cloudwatch.ts';
import { startCloudWatchLogs } from './cloudwatch-logs.ts';
import { ACCOUNT, type DeploymentParts, healthyParts, REGION, STACK } from './deployment-parts.ts';
import { startEventBridge } from './eventbridge.ts';
import { startKms } from './kms.ts';
import { startLambda } from './lambda.ts';
import { startSnsAccount } from './sns/sns.ts';
import { startSqs } from './sqs.ts';

export interface DeploymentOptions {
  /** Names. @default - one, "everyone" */
  readonly audiences?: readonly string[];
  /** Names of those whose events gather in a queue. @default - none */
  readonly buffered?: readonly string[];
  /** Which parts are other than those of a healthy deployment, and how. @default - none */
  readonly but?: (healthy: DeploymentParts) => Partial<DeploymentParts>;
}

/** Stand-ins for every service that a deployment consists of. */
export interface Deployment {
  /** By the name of the service in `AWS_ENDPOINT_URL_<SERVICE>`. */
  readonly services: Readonly<Record<ServiceName, StandIn>>;
  /** Leads the SDK of a child process to the stand-ins, with credentials and a Region. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const STARTERS = {
  CLOUDFORMATION: ({ outputs, template, resources }) =>
    startCloudFormation({ stacks: [{ name: STACK, outputs, template, resources }] }),
  CLOUDTRAIL: ({ trails }) => startCloudTrail({ account: ACCOUNT, trails }),
  EVENTBRIDGE: ({ rules }) => startEventBridge({ rules }),
  LAMBDA: ({ functions, mappings, concurrentExecutions }) =>
    startLambda({ functions, mappings, concurrentExecutions }),
  CLOUDWATCH_LOGS: ({ logs }) => startCloudWatchLogs({ groups: logs }),
  SNS: ({ sns }) => startSnsAccount(sns),
  KMS: ({ keys }) => startKms({ keys }),
  SQS: ({ queues, queueAttributes }) => startSqs({ queues, attributes: queueAttributes }),
  CLOUDWATCH: ({ alarms, metrics }) => startCloudWatch({ alarms, metrics }),
} satisfies Record<string, (parts: DeploymentParts) => Promise<StandIn>>;

export type ServiceName = keyof typeof STARTERS;

/** Starts a healthy deployment, or one that is broken in one place. */
export async function startDeployment({
  audiences,
  buffered,
  but,
}: DeploymentOptions = {}): Promise<Deployment> {
  const healthy = healthyParts(audiences, buffered);
  const parts = { ...healthy, ...but?.(healthy) };
  const started = await Promise.all(
    Object.entries(STARTERS).map(async ([name, start]) => [name, await start(parts)] as const),
  );
  return {
    services: Object.fromEntries(started) as Record<ServiceName, StandIn>,
    environment: {
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      ...Object.fromEntries(started.map(([name, { endpoint }]) => [`AWS_ENDPOINT_URL_${name}`, endpoint])),
    },
    close: async () => {
      await Promise.all(started.map(([, standIn]) => standIn.close()));
    },
  };
}
