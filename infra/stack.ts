import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AudienceFilter } from './config/filter.ts';
import type { CommonSettings } from './config/settings.ts';
import { type AlarmRecipients, alarmTopics } from './monitoring/alarm-topic.ts';
import { NotifierDashboard } from './monitoring/dashboard.ts';
import { SessionNotifier } from './session-notifier.ts';
import type { Subscribers } from './subscriptions.ts';

/** People who are told the same. */
export interface Audience {
  /** Unique; hyphens do not count. */
  readonly name: string;
  /**
   * The sender's name in an email, and the prefix of every text message, where it uses up room.
   * @default 'SSM alerts'
   */
  readonly displayName?: string;
  /**
   * Who reads the alerts.
   * @default - nobody, until someone subscribes to the topic
   */
  readonly subscribers?: Subscribers;
  /**
   * Which sessions they are told about.
   * @default - all
   */
  readonly filter?: AudienceFilter;
}

export interface SessionNotifierStackConfig extends CommonSettings {
  /** Who is told, and of what. Each audience has a rule, a function and a topic of its own. */
  readonly audiences: readonly Audience[];
  /**
   * Who learns that the notifier itself is failing.
   * @default - nobody: the alarms show in CloudWatch only
   */
  readonly alarms?: AlarmRecipients;
  /**
   * How many days the functions' logs are kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetentionDays?: RetentionDays;
}

export interface SessionNotifierStackProps extends StackProps {
  /** What the notifier is told to do. */
  readonly config: SessionNotifierStackConfig;
}

/** One notifier for each audience, and what a person needs to find its parts. */
export class SessionNotifierStack extends Stack {
  /** By the name of the audience. */
  readonly notifiers: ReadonlyMap<string, SessionNotifier>;

  constructor(scope: Construct, id: string, { config, ...props }: SessionNotifierStackProps) {
    super(scope, id, props);

    const { audiences, alarms, ...settings } = config;
    const topics = alarmTopics(new Construct(this, 'alarms'), alarms ?? {});
    this.notifiers = new Map(
      audiences.map(({ name, ...audience }) => [
        name,
        // With a capital, so that an audience may be called alarms.
        new SessionNotifier(this, capitalised(name), { ...settings, ...audience, alarmTopics: topics }),
      ]),
    );

    new NotifierDashboard(new Construct(this, 'dashboard'), 'Dashboard', { notifiers: this.notifiers });
    for (const [name, notifier] of this.notifiers) this.outputParts(name, notifier);
    this.outputAudiences();
  }

  /** For people. */
  private outputParts(name: string, parts: SessionNotifier): void {
    const { topic, notify, deadLetterQueue, failureQueue, buffer } = parts;
    const output = (part: string, value: string, description: string) =>
      this.output(`${capitalised(name)}${part}`, value, `${name}: ${description}`);
    output('TopicArn', topic.topicArn, 'Subscribe to this topic to read the alerts.');
    output('FunctionName', notify.functionName, 'Writes and publishes the alerts.');
    output(
      'DeadLetterQueueUrl',
      deadLetterQueue.queueUrl,
      'Keeps events that EventBridge could not hand to the function.',
    );
    output(
      'FailureQueueUrl',
      failureQueue.queueUrl,
      'Keeps events that the function could not send an alert for.',
    );
    if (buffer === undefined) return;
    output('BufferUrl', buffer.queue.queueUrl, 'Where events gather until the function reads them.');
    output(
      'BufferDeadLetterQueueUrl',
      buffer.deadLetterQueue.queueUrl,
      'Keeps buffered events that the function could not send an alert for.',
    );
  }

  /** For programs: one output that holds the same for every audience, and its name as it was written. */
  private outputAudiences(): void {
    const audiences = [...this.notifiers].map(([name, notifier]) => ({
      name,
      topicArn: notifier.topic.topicArn,
      functionName: notifier.notify.functionName,
      ruleName: notifier.rule.ruleName,
      deadLetterQueueUrl: notifier.deadLetterQueue.queueUrl,
      failureQueueUrl: notifier.failureQueue.queueUrl,
      ...(notifier.buffer && {
        bufferUrl: notifier.buffer.queue.queueUrl,
        bufferDeadLetterQueueUrl: notifier.buffer.deadLetterQueue.queueUrl,
      }),
      alarms: notifier.alarms.count,
    }));
    this.output(
      'Audiences',
      this.toJsonString(audiences),
      'The parts of each audience, as JSON for programs.',
    );
  }

  private output(key: string, value: string, description: string): void {
    new CfnOutput(this, `output:${key}`, { value, description }).overrideLogicalId(key);
  }
}

/** `on-call` as `OnCall`. */
function capitalised(name: string): string {
  return name.replaceAll(/(?:^|-+)([a-z0-9]?)/g, (_, first: string) => first.toUpperCase());
}
