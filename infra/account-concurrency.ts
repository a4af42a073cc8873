import { Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  Logging,
  PhysicalResourceId,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

const UNRESERVED = 'AccountLimit.UnreservedConcurrentExecutions';

/** What a function may have for its own. */
export interface Reservation {
  readonly function: IFunction;
  /** How many copies of it run at once at most. */
  readonly copies: number;
}

/**
 * How many functions the account runs at once, of which some can be reserved. One for each stack.
 *
 * A template that reserves what an account has not fails to deploy, and new accounts have nothing to spare. So the
 * deployment asks for the reservation and goes on without it; the functions are told what the account had, and wait
 * longer where there was too little.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 */
export class AccountConcurrency extends Construct {
  /** That of the stack, made when it is first asked for. */
  static of(scope: Construct): AccountConcurrency {
    const stack = Stack.of(scope);
    const id = 'AccountConcurrency';
    return (
      (stack.node.tryFindChild(id) as AccountConcurrency | undefined) ?? new AccountConcurrency(stack, id)
    );
  }

  /** What was left for functions without a reservation before this stack reserved anything. Known when deployed. */
  readonly unreserved: string;
  /** What all reservations of the stack take together. Known when the template is written. */
  readonly reservations = Lazy.number({ produce: () => this.#reserved });

  #reserved = 0;
  readonly #role: Role;
  readonly #logGroup: LogGroup;

  private constructor(scope: Construct, id: string) {
    super(scope, id);

    this.#logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', {
      description: 'Lets a deployment of the session notifier reserve concurrency for its functions.',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    this.#logGroup.grantWrite(this.#role);
    const account = this.#call('Account', {
      onUpdate: {
        service: 'Lambda',
        action: 'GetAccountSettings',
        physicalResourceId: PhysicalResourceId.of('account-concurrency'),
        outputPaths: [UNRESERVED],
      },
      actions: ['lambda:GetAccountSettings'],
      resource: '*',
    });
    Validations.of(account).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'lambda:GetAccountSettings supports no resource-level permission: * is the one resource it can have.',
    });
    this.unreserved = account.getResponseField(UNRESERVED);
  }

  /** Reserves copies for a function where the account can spare them. What depends on it waits for the answer. */
  reserve(
    scope: Construct,
    id: string,
    { function: { functionArn, functionName }, copies }: Reservation,
  ): Construct {
    this.#reserved += copies;
    const put: AwsSdkCall = {
      service: 'Lambda',
      action: 'PutFunctionConcurrency',
      parameters: { FunctionName: functionName, ReservedConcurrentExecutions: copies },
      physicalResourceId: PhysicalResourceId.of(`concurrency-of-${functionName}`),
      // The account has none to spare.
      ignoreErrorCodesMatching: 'InvalidParameterValueException',
    };
    return this.#call(
      id,
      {
        onUpdate: put,
        onDelete: {
          service: 'Lambda',
          action: 'DeleteFunctionConcurrency',
          parameters: { FunctionName: functionName },
          ignoreErrorCodesMatching: 'ResourceNotFoundException',
        },
        actions: ['lambda:PutFunctionConcurrency', 'lambda:DeleteFunctionConcurrency'],
        resource: functionArn,
      },
      scope,
    );
  }

  #call(
    id: string,
    {
      onUpdate,
      onDelete,
      actions,
      resource,
    }: {
      readonly onUpdate: AwsSdkCall;
      readonly onDelete?: AwsSdkCall;
      readonly actions: string[];
      readonly resource: string;
    },
    scope: Construct = this,
  ): AwsCustomResource {
    const logging = Logging.withDataHidden();
    return new AwsCustomResource(scope, id, {
      onUpdate: { ...onUpdate, logging },
      ...(onDelete && { onDelete: { ...onDelete, logging } }),
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions, resources: [resource] }),
      ]),
      role: this.#role,
      logGroup: this.#logGroup,
      installLatestAwsSdk: false,
    });
  }
}
