/** A mistake that the person at the terminal can correct. The message is all that they read, so it says how. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Whether the command line has to be corrected, and not something in AWS. */
  readonly misuse: boolean;

  constructor(message: string, { misuse = false, cause }: { misuse?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.misuse = misuse;
  }
}
