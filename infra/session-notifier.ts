import { Duration } from 'aws-cdk-lib';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ConcurrencyReservation } from './concurrency-reservation/concurrency-reservation.ts';
import type { CommonSettings } from './config/common-settings.ts';
import { BUFFER_CONCURRENCY, DIRECT, hasBuffer, maxConcurrency, windowSeconds } from './config/delivery.ts';
import type { AudienceFilter } from './config/filter.ts';
import { toSettings } from './config/settings.ts';
import type { Subscribers } from './config/subscribers.ts';
import { EventBuffer } from './event-buffer.ts';
import { FailureQueue } from './failure-queue.ts';
import { LedgerTable } from './ledger-table.ts';
import { allowLookUps } from './look-up-rights.ts';
import { Alarms } from './monitoring/alarms.ts';
import type { Delivery } from './monitoring/delivery-failures.ts';
import { NotificationTopic } from './notification-topic.ts';
import { NotifierFunction } from './notifier-function.ts';
import { SessionRule } from './session-rule.ts';
import { Subscriptions } from './subscriptions.ts';

export interface SessionNotifierProps extends CommonSettings {
  /**
   * The sender's name in an email, and the prefix of every text message, where it uses up room.
   * @default 'SSM alerts'
   */
  readonly displayName?: string;
  /**
   * Who receives the alerts.
   * @default - nobody, until someone subscribes to the topic
   */
  readonly subscribers?: Subscribers;
  /**
   * Those of the subscribers who stay subscribed when a later deployment does not name them.
   * @default - nobody
   */
  readonly retainedSubscribers?: Subscribers;
  /**
   * Which sessions they are notified of.
   * @default - all
   */
  readonly filter?: AudienceFilter;
  /**
   * Topics whose subscribers are notified when the notifier itself fails. Their policies have to let CloudWatch alarms
   * publish.
   * @default - nobody is notified: the alarms show in CloudWatch only
   */
  readonly alarmTopics?: readonly ITopic[];
  /**
   * How many days the function's log is kept.
   * @default RetentionDays.THREE_MONTHS
   */
  readonly logRetentionDays?: RetentionDays;
}

/** One audience: watches the Session Manager calls of an account in one Region, and alerts the subscribers of one topic. */
export class SessionNotifier extends Construct implements Delivery {
  readonly rule: IRule;
  readonly deadLetterQueue: IQueue;
  readonly notify: NotifierFunction;
  readonly buffer?: EventBuffer;
  /** Whether the buffer is only read until it is empty, and not filled any more. */
  readonly drainsBuffer: boolean;
  /** Undefined unless repeated deliveries are recognised. */
  readonly ledger: LedgerTable | undefined;
  readonly failureQueue: IQueue;
  readonly topic: ITopic;
  readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: SessionNotifierProps = {}) {
    super(scope, id);

    const settings = toSettings(props, props);
    const lookups = props.lookups !== false;
    const delivery = props.delivery ?? DIRECT;
    const role = new Role(this, 'FunctionRole', {
      description: 'Lets the session notifier publish alerts to its own topic.',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    if (lookups) allowLookUps(role);
    this.topic = new NotificationTopic(this, 'Topic', {
      displayName: settings.displayName,
      publisher: role,
      kmsKeyArn: props.kmsKeyArn,
    });
    this.ledger = props.deduplicate ? new LedgerTable(this, 'Ledger', { writer: role }) : undefined;
    this.failureQueue = new FailureQueue(this, 'FailureQueue');
    this.notify = new NotifierFunction(this, 'Function', {
      role,
      topic: this.topic,
      settings,
      lookups,
      readsBuffer: hasBuffer(delivery),
      ledger: this.ledger,
      failureQueue: this.failureQueue,
      logRetention: props.logRetentionDays ?? RetentionDays.THREE_MONTHS,
    });

    // What reads a queue is held down by its event source.
    if (hasBuffer(delivery)) {
      this.buffer = new EventBuffer(this, 'Buffer', {
        reader: this.notify,
        concurrency: BUFFER_CONCURRENCY,
        window: Duration.seconds(windowSeconds(delivery)),
      });
    }
    this.drainsBuffer = this.buffer !== undefined && delivery.mode === 'direct';

    const deadLetterQueue = new FailureQueue(this, 'DeadLetterQueue');
    this.deadLetterQueue = deadLetterQueue;
    this.rule = new SessionRule(this, 'SessionCalls', {
      filter: props.filter,
      target: this.buffer && !this.drainsBuffer ? { buffer: this.buffer.queue } : { notify: this.notify },
      formerTarget: this.drainsBuffer ? this.buffer?.queue : undefined,
      deadLetterQueue,
    });
    // What fails at the first event has its place, too.
    this.rule.node.addDependency(this.notify);
    if (delivery.mode === 'direct') {
      const reservation = new ConcurrencyReservation(this, 'Reservation', {
        function: this.notify,
        concurrency: maxConcurrency(delivery),
      });
      // No event comes before it is settled how many instances may run.
      this.rule.node.addDependency(reservation);
    }

    new Subscriptions(this, 'Subscriptions', {
      topic: this.topic,
      subscribers: props.subscribers ?? {},
      retained: props.retainedSubscribers ?? {},
    });
    this.alarms = new Alarms(this, 'Alarms', { delivery: this, topics: props.alarmTopics ?? [] });
  }
}
