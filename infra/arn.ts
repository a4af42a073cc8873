import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * The ARN of something beside a stack.
 *
 * @param nameOrArn its name, which is completed with the account and Region of the stack, or the ARN as it is
 * @param kind what stands before the name in the ARN, for services that have several kinds of resources
 */
export function arnBeside(
  scope: Construct,
  nameOrArn: string,
  { service, kind }: { readonly service: string; readonly kind?: string },
): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return Stack.of(scope).formatArn(
    kind === undefined
      ? { service, resource: nameOrArn, arnFormat: ArnFormat.NO_RESOURCE_NAME }
      : {
          service,
          resource: kind,
          resourceName: nameOrArn,
          arnFormat: service === 'lambda' ? ArnFormat.COLON_RESOURCE_NAME : ArnFormat.SLASH_RESOURCE_NAME,
        },
  );
}
