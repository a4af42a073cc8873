import type { Clients } from './clients.ts';
import type { DeployedAudience, Deployment } from './deployment.ts';
import { Unanswered } from './unanswered.ts';

/** What a check says about a part of the deployment. */
export interface Verdict {
  /** `unknown` where AWS gave no answer. */
  readonly state: 'ok' | 'wrong' | 'unknown';
  /** How it is, in whole sentences. It may hold text from AWS. */
  readonly says: string;
  /** What to do. A `wrong` has one. */
  readonly remedy?: string;
  /** A line for the shell that does it, or begins to. */
  readonly command?: string;
  /** @default - it is about all audiences */
  readonly audience?: string;
}

/** Looks at one part of a deployment, and changes nothing. @throws {Unanswered} when AWS does not tell */
export type Check = (deployment: Deployment, clients: Clients) => Promise<readonly Verdict[]>;

/** The same for a part that each audience has. */
export type AudienceCheck = (
  audience: DeployedAudience,
  deployment: Deployment,
  clients: Clients,
) => Promise<readonly Verdict[]>;

/** Looks at every audience. What AWS does not tell about one does not hide the others. */
export function forEachAudience(check: AudienceCheck): Check {
  return async (deployment, clients) => {
    const verdicts = await Promise.all(
      deployment.audiences.map(async (audience) => {
        const found = await verdictsOf(check(audience, deployment, clients), deployment);
        return found.map((verdict) => ({ ...verdict, audience: audience.name }));
      }),
    );
    return verdicts.flat();
  };
}

/** The verdicts, or the one that there is no answer. */
export async function verdictsOf(
  verdicts: Promise<readonly Verdict[]>,
  deployment: Deployment,
): Promise<readonly Verdict[]> {
  try {
    return await verdicts;
  } catch (error) {
    if (error instanceof Unanswered) return [error.toVerdict(deployment)];
    throw error;
  }
}

export function ok(says: string): Verdict {
  return { state: 'ok', says };
}

export function wrong(says: string, remedy: string, command?: string): Verdict {
  return { state: 'wrong', says, remedy, ...(command !== undefined && { command }) };
}

/** Several faults, or that all is well. */
export function faultsOr(faults: readonly Verdict[], well: string): readonly Verdict[] {
  return faults.length > 0 ? faults : [ok(well)];
}
