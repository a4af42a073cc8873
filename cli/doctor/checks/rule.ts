import {
  DescribeRuleCommand,
  type DescribeRuleResponse,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { SESSION_EVENT_SOURCE } from '../../../lambda/domain/session-event.ts';
import { enableRule } from '../../commands/aws-commands.ts';
import type { AudienceCheck } from '../check.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { changedByHand } from '../remedies.ts';
import { faultsOr, type Verdict, wrong } from '../verdicts.ts';
import { targetFaults } from './rule/targets.ts';

/** Checks that the rule matches the session calls, and sends them to the function. */
export const checkRule: AudienceCheck = async (audience, deployment, clients) => {
  const { eventBridge, call } = clients;
  const { ruleName } = audience;
  const subject = `The rule ${ruleName}`;
  const [rule, { Targets = [] }] = await Promise.all([
    call('events:DescribeRule', eventBridge.send(new DescribeRuleCommand({ Name: ruleName })), subject),
    call(
      'events:ListTargetsByRule',
      eventBridge.send(new ListTargetsByRuleCommand({ Rule: ruleName })),
      subject,
    ),
  ]);
  const faults = await targetFaults(Targets, audience, deployment, clients);
  return faultsOr(
    [...stateFaults(rule, audience, deployment), ...patternFaults(rule, deployment), ...faults],
    'The rule is enabled, and sends events to the function.',
  );
};

/** An audience chooses which sessions its rule matches, but all of them come from one source. */
function patternFaults({ EventPattern }: DescribeRuleResponse, deployment: Deployment): readonly Verdict[] {
  if (EventPattern?.includes(`"${SESSION_EVENT_SOURCE}"`)) return [];
  return [
    wrong(
      'The rule is not as it was deployed: it does not match the session calls.',
      changedByHand(deployment),
    ),
  ];
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
function stateFaults(
  { State }: DescribeRuleResponse,
  { ruleName }: DeployedAudience,
  deployment: Deployment,
): readonly Verdict[] {
  switch (State) {
    case 'ENABLED':
      return [];
    case 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS':
      return [
        wrong(
          'The rule also takes read-only calls. Those that the function makes could come back to it, in a loop.',
          changedByHand(deployment),
        ),
      ];
    default:
      return [
        wrong('The rule is disabled, so no session reaches the function.', {
          remedy: 'Enable it:',
          command: enableRule(deployment, ruleName),
        }),
      ];
  }
}
