import { type JsonInput, jsonService } from './json-protocol.ts';
import { type StandIn, startServer } from './server.ts';
import { ServiceError } from './service.ts';

/** An item on the wire: `{ id: { S: "…" }, expires: { N: "…" } }`. */
export type StandInItem = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

export interface DynamoDbStandIn extends StandIn {
  /** The one table's items by their key `id`. */
  readonly items: Map<string, StandInItem>;
}

/**
 * Stands in for Amazon DynamoDB with one table whose key is the text `id`. It knows PutItem, with the one condition that
 * this project makes, and DeleteItem.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function startDynamoDb(): Promise<DynamoDbStandIn> {
  const items = new Map<string, StandInItem>();
  const service = jsonService('DynamoDB_20120810', {
    PutItem: (input) => putItem(items, input),
    DeleteItem: ({ Key }) => {
      items.delete((Key as StandInItem).id?.S ?? '');
      return {};
    },
  });
  return Object.assign(await startServer(service), { items });
}

const LEASE_CONDITION = 'attribute_not_exists(id) OR (#state = :leased AND leasedUntil < :now)';

function putItem(items: Map<string, StandInItem>, input: JsonInput): object {
  const item = input.Item as StandInItem;
  const id = item.id?.S ?? '';
  const stored = items.get(id);
  if (input.ConditionExpression !== undefined && input.ConditionExpression !== LEASE_CONDITION) {
    throw new ServiceError(
      400,
      'ValidationException',
      `This condition is not known here: ${input.ConditionExpression}`,
    );
  }
  if (input.ConditionExpression === LEASE_CONDITION && stored !== undefined) {
    const { ':now': now } = input.ExpressionAttributeValues as StandInItem;
    const free = stored.state?.S === 'leased' && Number(stored.leasedUntil?.N) < Number(now?.N);
    if (!free) {
      throw new ServiceError(400, 'ConditionalCheckFailedException', 'The conditional request failed', {
        fields: { Item: stored },
      });
    }
  }
  items.set(id, item);
  return {};
}
