import { AwsError } from '../aws/aws-error.ts';
import type { Clients } from './clients.ts';
import type { DeployedAudience, Deployment } from './deployment.ts';
import { type Verdict, verdictOn } from './verdicts.ts';

/** Looks at one part of a deployment, and changes nothing. @throws {AwsError} when AWS gives no answer */
export type Check = (deployment: Deployment, clients: Clients) => Promise<readonly Verdict[]>;

/** Looks at a part that each audience has one of, for one audience. */
export type AudienceCheck = (
  audience: DeployedAudience,
  deployment: Deployment,
  clients: Clients,
) => Promise<readonly Verdict[]>;

/** Looks at every audience. What fails for one does not hide the others. */
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

/** Turns a failed call into a verdict, so that it hides no other verdict. */
export async function verdictsOf(
  verdicts: Promise<readonly Verdict[]>,
  deployment: Deployment,
): Promise<readonly Verdict[]> {
  try {
    return await verdicts;
  } catch (error) {
    if (error instanceof AwsError) return [verdictOn(error, deployment)];
    throw error;
  }
}

/** Makes a missing thing undefined, for a check that leaves it to another check to report it. */
export async function unlessMissing<Output>(output: Promise<Output>): Promise<Output | undefined> {
  try {
    return await output;
  } catch (error) {
    if (error instanceof AwsError && error.reason === 'missing') return undefined;
    throw error;
  }
}
