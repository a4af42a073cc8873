import {
  DescribeRuleCommand,
  type DescribeRuleResponse,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { SESSION_EVENT_SOURCE } from '../../../lambda/domain/session-event.ts';
import { awsCommand } from '../../terminal/command-line.ts';
import { type AudienceCheck, faultsOr, type Verdict, wrong } from '../check.ts';
import type { DeployedAudience, Deployment } from '../deployment.ts';
import { restore } from '../restore.ts';
import { about } from '../unanswered.ts';
import { handOverFaults } from './hand-over.ts';

/** The rule picks the session calls out, and hands them to the function. */
export const checkRule: AudienceCheck = async (audience, deployment, clients) => {
  const { eventBridge, ask } = clients;
  const { ruleName } = audience;
  const [rule, { Targets = [] }] = await about(
    `The rule ${ruleName}`,
    Promise.all([
      ask('events:DescribeRule', eventBridge.send(new DescribeRuleCommand({ Name: ruleName }))),
      ask('events:ListTargetsByRule', eventBridge.send(new ListTargetsByRuleCommand({ Rule: ruleName }))),
    ]),
  );
  const faults = await handOverFaults(Targets, audience, deployment, clients);
  return faultsOr(
    [...stateFaults(rule, audience, deployment), ...patternFaults(rule, deployment), ...faults],
    'The rule is enabled, and hands events to the function.',
  );
};

/** Which sessions it picks is the audience's to choose, but all come from one source. */
function patternFaults({ EventPattern }: DescribeRuleResponse, deployment: Deployment): readonly Verdict[] {
  if (EventPattern?.includes(`"${SESSION_EVENT_SOURCE}"`)) return [];
  const { remedy, command } = restore(deployment);
  return [
    wrong('The rule is not as it was deployed: it does not pick the session calls out.', remedy, command),
  ];
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
function stateFaults(
  { State, EventPattern = '', Description }: DescribeRuleResponse,
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
          'Let it take the others only:',
          awsCommand(
            deployment,
            ...['events', 'put-rule', '--name', ruleName, '--state', 'ENABLED'],
            ...['--event-pattern', EventPattern],
            ...(Description === undefined ? [] : ['--description', Description]),
          ),
        ),
      ];
    default:
      return [
        wrong(
          'The rule is disabled, so no session reaches the function.',
          'Enable it:',
          awsCommand(deployment, 'events', 'enable-rule', '--name', ruleName),
        ),
      ];
  }
}
