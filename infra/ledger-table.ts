import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Remembers for two days which events were sent, so that a repeated delivery is not sent twice. It holds no event. */
export class LedgerTable extends Table {
  constructor(scope: Construct, id: string, { writer }: { readonly writer: IRole }) {
    super(scope, id, {
      partitionKey: { name: 'id', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      billingMode: BillingMode.PAY_PER_REQUEST,
      // Under a key that AWS owns, at no charge. Nothing that is written here would need another.
      encryption: TableEncryption.DEFAULT,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    writer.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'],
        resources: [this.tableArn],
      }),
    );
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason:
        'What is lost with this table is forgotten after two days anyway; without it an alert is repeated at worst.',
    });
  }
}
