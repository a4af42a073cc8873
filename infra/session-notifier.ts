import { Duration } from 'aws-cdk-lib';
import type { IRule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ConcurrencyReservation } from './concurrency-reservation/concurrency-reservation.ts';
import { copiesOf, DIRECT } from './config/delivery-mode.ts';
import type { AudienceFilter } from './config/filter.ts';
import { type CommonSettings, toSettings } from './config/settings.ts';
import { EventBuffer } from './event-buffer.ts';
import { FailureQueue } from './failure-queue.ts';
import { LedgerTable } from './ledger-table.ts';
import { allowLookUps } from './look-up-rights.ts';
import { Alarms } from './monitoring/alarms.ts';
import type { Delivery } from './monitoring/delivery-failures.ts';
import { NotificationTopic } from './notification-topic.ts';
import { NotifierFunction } from './notifier-function.ts';
import { SessionRule } from './session-rule.ts';
import { type Subscribers, Subscriptions } from './subscriptions.ts';

export interface SessionNotifierProps extends CommonSettings {
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
  /**
   * Topics whose subscribers learn that the notifier itself is failing. Their policies have to let CloudWatch alarms
   * publish.
   * @default - nobody learns of it: the alarms show in CloudWatch only
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
    this.topic = new NotificationTopic(this, 'Topic', { displayName: settings.displayName, publisher: role });
    this.ledger = props.deduplicate ? new LedgerTable(this, 'Ledger', { writer: role }) : undefined;
    this.failureQueue = new FailureQueue(this, 'FailureQueue');
    this.notify = new NotifierFunction(this, 'Function', {
      role,
      topic: this.topic,
      settings,
      lookups,
      delivery,
      ledger: this.ledger,
      failureQueue: this.failureQueue,
      logRetention: props.logRetentionDays ?? RetentionDays.THREE_MONTHS,
    });

    // What reads a queue is held down by its event source.
    if (delivery.mode === 'buffered') {
      this.buffer = new EventBuffer(this, 'Buffer', {
        reader: this.notify,
        readers: copiesOf(delivery),
        window: Duration.seconds(delivery.windowSeconds),
      });
    }

    this.deadLetterQueue = new FailureQueue(this, 'DeadLetterQueue');
    this.rule = new SessionRule(this, 'SessionCalls', {
      filter: props.filter,
      target: this.buffer ? { buffer: this.buffer.queue } : { notify: this.notify },
      deadLetterQueue: this.deadLetterQueue,
    });
    if (delivery.mode === 'direct') {
      const copies = copiesOf(delivery);
      const reservation = new ConcurrencyReservation(this, 'Reservation', { function: this.notify, copies });
      // No event comes before it is settled how many copies may run.
      this.rule.node.addDependency(reservation);
    }

    new Subscriptions(this, 'Subscriptions', { topic: this.topic, subscribers: props.subscribers ?? {} });
    this.alarms = new Alarms(this, 'Alarms', { delivery: this, topics: props.alarmTopics ?? [] });
  }
}
