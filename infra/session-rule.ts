import { Duration } from 'aws-cdk-lib';
import { type CfnRule, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { AudienceFilter } from './config/filter.ts';
import { rulePattern, sessionEventPattern } from './event-pattern/event-pattern.ts';

export interface SessionRuleProps {
  /** Which session calls it picks. Test events pass whatever it selects. */
  readonly filter?: AudienceFilter | undefined;
  /** What receives the events. A queue stands in for the function that reads it. */
  readonly target: { readonly notify: IFunction } | { readonly buffer: IQueue };
  /** Keeps events that could not be handed over. */
  readonly deadLetterQueue: IQueue;
}

/** Picks the session calls out of everything that happens in the account, and the notifier's own test events. */
export class SessionRule extends Rule {
  constructor(scope: Construct, id: string, { filter, target, deadLetterQueue }: SessionRuleProps) {
    super(scope, id, {
      description: 'Session Manager calls: a session is started, resumed or ended, or an attempt is refused.',
      eventPattern: sessionEventPattern(filter),
      // Not with read-only calls: the function's own look-ups would come back to it as events.
      enabled: true,
      targets: [toTarget(target, deadLetterQueue)],
    });

    // The CDK's EventPattern has no $or.
    (this.node.defaultChild as CfnRule).eventPattern = rulePattern(filter);
  }
}

function toTarget(target: SessionRuleProps['target'], deadLetterQueue: IQueue): IRuleTarget {
  const props = {
    deadLetterQueue,
    // The most that EventBridge offers: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
    maxEventAge: Duration.hours(24),
    retryAttempts: 185,
  };
  return 'buffer' in target ? new SqsQueue(target.buffer, props) : new LambdaFunction(target.notify, props);
}
