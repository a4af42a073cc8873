import { join } from 'node:path';
import { CustomResource, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  type CfnFunction,
  type IFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { ReservationProperties } from './reserve-concurrency.ts';

const PROJECT_ROOT = join(import.meta.dirname, '..', '..');

export interface ConcurrencyReservationProps {
  readonly function: IFunction;
  /** How many instances of it may run at once. */
  readonly concurrency: number;
}

/**
 * Reserves concurrency for a function, so that no more instances of it run than that.
 *
 * A function whose template says so cannot be deployed in an account that has nothing to spare, as new ones have not.
 * This one can, where the whole account runs ten functions at most; where it runs more, the deployment fails and says
 * what to change. What depends on this waits until that is settled.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export class ConcurrencyReservation extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { function: { functionArn, functionName }, concurrency }: ConcurrencyReservationProps,
  ) {
    super(scope, id);

    const properties: ReservationProperties = { functionName, concurrency };
    new CustomResource(this, 'Resource', {
      resourceType: 'Custom::ConcurrencyReservation',
      serviceToken: ReservationProvider.of(this).allowedFor(functionArn),
      properties: { ...properties },
      serviceTimeout: Duration.minutes(5),
      // A reservation goes with its function, and stays where the function does: events of a storm may still come to it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/** What runs at a deployment for all reservations of a stack: the code of ours, and the CDK's around it. */
class ReservationProvider extends Construct {
  static of(scope: Construct): ReservationProvider {
    const stack = Stack.of(scope);
    // In lower case, as no audience is.
    const id = 'reservations';
    return (
      (stack.node.tryFindChild(id) as ReservationProvider | undefined) ?? new ReservationProvider(stack, id)
    );
  }

  readonly #role: Role;
  readonly #provider: Provider;

  private constructor(scope: Construct, id: string) {
    super(scope, id);

    this.#role = this.#roleOf(
      'HandlerRole',
      'Lets a deployment of the session notifier reserve concurrency.',
    );
    this.#role.addToPolicy(new PolicyStatement({ actions: ['lambda:GetAccountSettings'], resources: ['*'] }));
    Validations.of(this.#role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'lambda:GetAccountSettings supports no resource-level permission: * is the one resource it can have.',
    });
    const logGroup = this.#logGroupOf('HandlerLog');
    logGroup.grantWrite(this.#role);
    const handler = new NodejsFunction(this, 'Handler', {
      description: 'Reserves concurrency for the session notifier when it is deployed.',
      entry: join(import.meta.dirname, 'handler.ts'),
      projectRoot: PROJECT_ROOT,
      depsLockFilePath: join(PROJECT_ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.minutes(2),
      role: this.#role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });

    const frameworkRole = this.#roleOf('ProviderRole', 'Lets CloudFormation have concurrency reserved.');
    const frameworkLog = this.#logGroupOf('ProviderLog');
    frameworkLog.grantWrite(frameworkRole);
    this.#provider = new Provider(this, 'Provider', {
      onEventHandler: handler,
      frameworkOnEventRole: frameworkRole,
      logGroup: frameworkLog,
    });
    Validations.of(frameworkRole).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(handler.node.defaultChild as CfnFunction)}.Arn>:*]`,
      reason:
        'The versions of one function, which the CDK allows to be invoked along with the function itself.',
    });
  }

  /** Adds the right to reserve for that function. @returns the service token */
  allowedFor(functionArn: string): string {
    this.#role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:PutFunctionConcurrency', 'lambda:GetFunctionConcurrency'],
        resources: [functionArn],
      }),
    );
    return this.#provider.serviceToken;
  }

  #roleOf(id: string, description: string): Role {
    return new Role(this, id, { description, assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  }

  #logGroupOf(id: string): LogGroup {
    return new LogGroup(this, id, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
