import { createInterface } from 'node:readline/promises';
import { printable } from '../terminal/printable.ts';
import { UserError } from '../terminal/user-error.ts';

/** Where a question is asked and answered: `process`, for one. The output of a command stays free of it. */
export interface QuestionStreams {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream;
}

/**
 * Asks for the code of a multi-factor authentication device.
 *
 * @param serial of the device: `arn:aws:iam::111122223333:mfa/alice`
 * @throws {UserError} of misuse when there is no terminal
 */
export async function askForMfaCode(
  serial: string,
  { stdin: input, stderr: output }: QuestionStreams = process,
): Promise<string> {
  if (!input.isTTY) {
    throw new UserError(
      `The profile needs a code from the MFA device ${printable(serial)}, and there is no terminal to ask for it on. Run this on a terminal, or give it the credentials of a session in AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.`,
      { misuse: true },
    );
  }
  const terminal = createInterface({ input, output });
  try {
    return (await terminal.question(`MFA code of ${printable(serial)}: `)).trim();
  } finally {
    terminal.close();
  }
}
