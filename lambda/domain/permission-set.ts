/** `AWSReservedSSO_<permission set>_<16 hex>`; the set's own name may hold underscores, so the last one cuts. */
const IDENTITY_CENTER_ROLE = /^AWSReservedSSO_(.+)_[^_]*$/;

/** The permission set for which IAM Identity Center made a role, by the role's name. */
export function permissionSetOf(role: string | undefined): string | undefined {
  return IDENTITY_CENTER_ROLE.exec(role ?? '')?.[1];
}
