import { toEnvelope } from './cloudtrail-record.ts';
import type { Container } from './container.ts';

/** A row of Microsoft Sentinel's table AWSCloudTrail. @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/awscloudtrail */
const sentinelRow: Container = {
  recognises: (value) =>
    'EventName' in value && Object.keys(value).some((key) => key.startsWith('UserIdentity')),
  open: (value) => ({
    envelope: toEnvelope({
      ...value,
      eventID: value.AwsEventId,
      eventTime: value.TimeGenerated ?? value['TimeGenerated [UTC]'],
      userIdentity: {
        type: value.UserIdentityType,
        principalId: value.UserIdentityPrincipalid,
        arn: value.UserIdentityArn,
        accountId: value.UserIdentityAccountId,
        userName: value.UserIdentityUserName,
        invokedBy: value.UserIdentityInvokedBy,
        sessionContext: {
          attributes: { mfaAuthenticated: value.SessionMfaAuthenticated },
          sessionIssuer: {
            type: value.SessionIssuerType,
            userName: value.SessionIssuerUserName,
            arn: value.SessionIssuerArn,
          },
        },
      },
    }),
  }),
};

export const SENTINEL: readonly Container[] = [sentinelRow];
