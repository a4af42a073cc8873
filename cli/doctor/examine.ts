import { type Check, forEachAudience, verdictsOf } from './check.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkConcurrency } from './checks/concurrency.ts';
import { checkErrors } from './checks/errors.ts';
import { checkFunction } from './checks/function.ts';
import { checkKms } from './checks/kms.ts';
import { checkQueues } from './checks/queues.ts';
import { checkRate } from './checks/rate.ts';
import { checkRule } from './checks/rule.ts';
import { checkSms } from './checks/sms.ts';
import { checkSqs } from './checks/sqs.ts';
import { checkSubscriptions } from './checks/subscriptions.ts';
import { checkTrail } from './checks/trail.ts';
import type { Clients } from './clients.ts';
import type { Deployment } from './deployment.ts';
import type { Verdict } from './verdicts.ts';

/** Every check, in the order of an event's journey. */
const CHECKS = {
  trail: checkTrail,
  rule: forEachAudience(checkRule),
  function: forEachAudience(checkFunction),
  errors: forEachAudience(checkErrors),
  concurrency: checkConcurrency,
  rate: forEachAudience(checkRate),
  kms: forEachAudience(checkKms),
  subscriptions: checkSubscriptions,
  sqs: forEachAudience(checkSqs),
  sms: checkSms,
  queues: forEachAudience(checkQueues),
  alarms: checkAlarms,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[];

/** A verdict and where it comes from. */
export interface Finding extends Omit<Verdict, 'command'> {
  readonly check: CheckName;
  /** A line for the shell. */
  readonly command?: string;
}

/** Makes all checks at once, and returns what they found in the order of the table. */
export async function examine(deployment: Deployment, clients: Clients): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    CHECK_NAMES.map(async (check) => {
      const verdicts = await verdictsOf(CHECKS[check](deployment, clients), deployment);
      return distinct(verdicts.map((verdict) => toFinding(check, verdict)));
    }),
  );
  return findings.flat();
}

/** Two queues may lack the same permission. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function toFinding(check: CheckName, { says, remedy, command, ...verdict }: Verdict): Finding {
  const leftOut = command && 'leftOut' in command ? command.leftOut : undefined;
  const advice = [remedy, leftOut].filter((sentence) => sentence !== undefined).join(' ');
  return {
    check,
    ...verdict,
    says,
    ...(advice !== '' && { remedy: advice }),
    ...(command && 'line' in command && { command: command.line }),
  };
}
