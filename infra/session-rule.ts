import { Duration, Names, Stack } from 'aws-cdk-lib';
import { type CfnRule, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AudienceFilter } from './config/filter.ts';
import { rulePattern, sessionEventPattern } from './event-pattern/event-pattern.ts';
import { OWN_TEST_TOKEN } from './test-token.ts';

/** The longest name that EventBridge takes. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
const MAX_NAME_LENGTH = 64;

export interface SessionRuleProps {
  /** Which session calls it picks. Test events of the deployment pass whatever it selects. */
  readonly filter?: AudienceFilter | undefined;
  /** What receives the events. A queue stands in for the function that reads it. */
  readonly target: { readonly notify: IFunction } | { readonly buffer: Queue };
  /** A buffer that the rule filled before, and that may be filled until EventBridge knows of the change everywhere. */
  readonly formerTarget?: Queue | undefined;
  /** Keeps events that could not be handed over. */
  readonly deadLetterQueue: Queue;
}

/**
 * Picks the session calls out of everything that happens in the account, and the deployment's own test events.
 *
 * EventBridge retries nothing for want of a permission. So the rule has a name that is known beforehand, and what lets it
 * reach its target and its dead-letter queue is there before it points to them.
 */
export class SessionRule extends Rule {
  constructor(scope: Construct, id: string, props: SessionRuleProps) {
    const { filter, target, formerTarget, deadLetterQueue } = props;
    const access = new RuleAccess(scope, `${id}Access`);
    const ruleName = nameOf(scope, id);
    super(scope, id, {
      ruleName,
      description: 'Session Manager calls: a session is started, resumed or ended, or an attempt is refused.',
      eventPattern: sessionEventPattern(filter),
      // Not with read-only calls: the function's own look-ups would come back to it as events.
      enabled: true,
      targets: [toTarget(target, deadLetterQueue)],
    });

    // The CDK's EventPattern has no $or.
    (this.node.defaultChild as CfnRule).eventPattern = rulePattern(filter, OWN_TEST_TOKEN);
    const ruleArn = Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName });
    const queues = [
      deadLetterQueue,
      ...('buffer' in target ? [target.buffer] : []),
      ...(formerTarget ? [formerTarget] : []),
    ];
    for (const queue of queues) this.node.addDependency(access.toQueue(queue, ruleArn));
    if ('notify' in target) this.node.addDependency(access.toFunction(target.notify, ruleArn));
  }
}

/** Unique in the account and Region, as the name of the stack is. */
function nameOf(scope: Construct, id: string): string {
  const maxLength = MAX_NAME_LENGTH - id.length - 1;
  return `${Names.uniqueResourceName(scope, { maxLength, separator: '-' })}-${id}`;
}

/** What a rule of that ARN may do, before there is one. */
class RuleAccess extends Construct {
  toFunction({ functionArn }: IFunction, ruleArn: string): Construct {
    return new CfnPermission(this, 'Function', {
      action: 'lambda:InvokeFunction',
      functionName: functionArn,
      principal: 'events.amazonaws.com',
      sourceArn: ruleArn,
    });
  }

  /** Lets the rule fill a queue, and nobody else: whoever could would forge events. */
  toQueue(queue: Queue, ruleArn: string): Construct {
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TheRuleSends',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
      }),
    );
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'OnlyTheRuleSends',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnNotEquals: { 'aws:SourceArn': ruleArn } },
      }),
    );
    return queue.node.findChild('Policy') as Construct;
  }
}

function toTarget(target: SessionRuleProps['target'], deadLetterQueue: Queue): IRuleTarget {
  return {
    bind: () => ({
      arn: 'buffer' in target ? target.buffer.queueArn : target.notify.functionArn,
      deadLetterConfig: { arn: deadLetterQueue.queueArn },
      // The most that EventBridge offers: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
      retryPolicy: {
        maximumEventAgeInSeconds: Duration.hours(24).toSeconds(),
        maximumRetryAttempts: 185,
      },
    }),
  };
}
