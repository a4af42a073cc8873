import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';

/**
 * Lets the function ask which target a session has, what a node is called, and how a target is tagged: nothing that
 * changes anything, and nothing about what is on a machine.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
 */
export function allowLookUps(role: Role): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ['ssm:DescribeSessions', 'ssm:DescribeInstanceInformation', 'tag:GetResources'],
      resources: ['*'],
    }),
  );
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'These three read-only actions support no resource-level permission: * is the one resource they can have.',
  });
}
