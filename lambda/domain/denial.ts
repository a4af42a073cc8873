/**
 * Error codes of a denied call. `AccessDenied` is what CloudTrail records for Systems Manager, the others are its
 * neighbours'. EventBridge compares whole codes in their exact case, so the rule's pattern has to list them.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html
 */
export const DENIED_CODES = [
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'Client.UnauthorizedOperation',
  'UnauthorizedException',
] as const;

/** Matches all of these and their variants in other services: `ACCESS_DENIED`, `NotAuthorized`, `Forbidden`. */
const DENIED_CODE = /access.?denied|unauthori[sz]ed|not.?authori[sz]ed|forbidden/i;

const DENIED_MESSAGE = /is not authorized to perform|explicit deny|access denied/i;

/** Whether an error says that the caller lacks a permission. The code decides; a message counts where there is none. */
export function isDenial(code: string | undefined, message: string | undefined): boolean {
  return code === undefined ? DENIED_MESSAGE.test(message ?? '') : DENIED_CODE.test(code);
}
