/** Something that the person at the terminal can mend. The message is all that they read, so it says how. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  /** Whether they mend it by calling the command in another way. */
  readonly misuse: boolean;

  constructor(message: string, { misuse = false, cause }: { misuse?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.misuse = misuse;
  }
}
