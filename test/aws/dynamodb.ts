import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** An item on the wire: `{ id: { S: "…" }, expires: { N: "…" } }`. */
export type StandInItem = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>;

export interface DynamoDbStandIn extends StandIn {
  /** The one table's items by their key `id`. */
  readonly items: Map<string, StandInItem>;
}

/**
 * Stands in for Amazon DynamoDB with one table whose key is the text `id`. It knows PutItem and
 * DeleteItem, with the conditions that this project makes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function startDynamoDb(): Promise<DynamoDbStandIn> {
  const items = new Map<string, StandInItem>();
  const service = jsonService('DynamoDB_20120810', {
    PutItem: (input) => putItem(items, input),
    DeleteItem: (input) => deleteItem(items, input),
  });
  return Object.assign(await startServer(service), { items });
}

/** The conditions of the ledger, with the names of its placeholders. */
const CONDITIONS: Readonly<
  Record<string, (stored: StandInItem | undefined, values: StandInItem) => boolean>
> = {
  'attribute_not_exists(id) OR (#state = :leased AND (leasedUntil < :now OR #owner = :owner))': (
    stored,
    { ':now': now, ':owner': owner },
  ) =>
    stored === undefined ||
    (stored.state?.S === 'leased' &&
      (Number(stored.leasedUntil?.N) < Number(now?.N) || stored.owner?.S === owner?.S)),
  '#state = :leased AND #owner = :owner': (stored, { ':owner': owner }) =>
    stored?.state?.S === 'leased' && stored.owner?.S === owner?.S,
};

function check(input: JsonInput, stored: StandInItem | undefined): void {
  const { ConditionExpression: condition, ExpressionAttributeValues: values = {} } = input;
  if (condition === undefined) return;
  const holds = CONDITIONS[String(condition)];
  if (!holds) {
    throw new ServiceError(400, 'ValidationException', `This condition is not known here: ${condition}`);
  }
  if (!holds(stored, values as StandInItem)) {
    throw new ServiceError(400, 'ConditionalCheckFailedException', 'The conditional request failed', {
      fields: { Item: stored },
    });
  }
}

function putItem(items: Map<string, StandInItem>, input: JsonInput): object {
  const item = input.Item as StandInItem;
  const id = item.id?.S ?? '';
  check(input, items.get(id));
  items.set(id, item);
  return {};
}

function deleteItem(items: Map<string, StandInItem>, input: JsonInput): object {
  const id = (input.Key as StandInItem).id?.S ?? '';
  check(input, items.get(id));
  items.delete(id);
  return {};
}
