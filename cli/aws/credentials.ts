import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';
import { askForMfaCode } from './mfa-code.ts';

/**
 * The credentials of a profile, or those of the environment. A profile that needs a code of a multi-factor
 * authentication device asks for it on the terminal, once.
 *
 * @param clientConfig with which the services are called that issue credentials. It names no region: IAM Identity Center
 *   has one of its own, which the profile knows
 */
export function credentialsOf(
  profile: string | undefined,
  clientConfig: { readonly requestHandler?: object },
) {
  return defaultProvider({
    ...(profile !== undefined && { profile }),
    clientConfig,
    mfaCodeProvider: (serial) => askForMfaCode(serial),
    // It would warn that a profile comes before the keys in the environment, which is what was asked for.
    logger: SILENT,
  });
}

/**
 * The SDK would look for other credentials where a profile does not exist, and report that there are none.
 *
 * @throws {UserError} of misuse, with the names of the profiles that exist
 */
export async function checkProfile(profile: string): Promise<void> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const profiles = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)]);
  if (profiles.has(profile)) return;
  const { AWS_CONFIG_FILE = '~/.aws/config', AWS_SHARED_CREDENTIALS_FILE = '~/.aws/credentials' } =
    process.env;
  const others =
    profiles.size === 0 ? 'Neither file has any' : `There is: ${[...profiles].map(printable).join(', ')}`;
  throw new UserError(
    `There is no profile "${printable(profile)}" in ${AWS_CONFIG_FILE} or ${AWS_SHARED_CREDENTIALS_FILE}. ${others}. Choose one with --profile or the variable AWS_PROFILE, or make this one with "aws configure sso" or "aws configure".`,
    { misuse: true },
  );
}

const ignore = () => {};
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
