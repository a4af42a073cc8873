import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Ledger } from './once.ts';

/** Longer than an invocation may take, so that a lease is over only after whoever holds it has crashed. */
const LEASE_SECONDS = 90;
/** EventBridge delivers again for up to a day, Lambda for six hours after it. */
const KEPT_SECONDS = 2 * 24 * 60 * 60;
/** An alert waits for the table this long and no longer. */
const TIMEOUT_MS = 1000;

/** What an item says to somebody else. One that says nothing, or something else, keeps nobody from sending. */
const STATES: Readonly<Record<string, 'sent' | 'held'>> = { sent: 'sent', leased: 'held' };

/** Both are words of DynamoDB's own. */
const NAMES = { '#state': 'state', '#owner': 'owner' };

/**
 * Keeps the identities of events that were sent in a DynamoDB table: `id` (text), `state` (`leased` or `sent`), `owner` (text,
 * one for each ledger), `leasedUntil` and `expires` (seconds since 1970; the table deletes by the latter).
 *
 * A lease may be taken again by its owner: the SDK repeats a request whose answer was lost.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
 */
export function createLedger(TableName: string, config: DynamoDBClientConfig = {}): Ledger {
  const table = new DynamoDBClient({ maxAttempts: 2, ...config });
  const owner = { S: randomUUID() };
  const put = (id: string, state: 'leased' | 'sent', condition?: object) => {
    const now = Math.floor(Date.now() / 1000);
    const Item = {
      id: { S: id },
      state: { S: state },
      owner,
      leasedUntil: { N: String(now + LEASE_SECONDS) },
      expires: { N: String(now + KEPT_SECONDS) },
    };
    return table.send(new PutItemCommand({ TableName, Item, ...condition }), timeout());
  };
  return {
    async lease(id) {
      try {
        await put(id, 'leased', {
          ConditionExpression:
            'attribute_not_exists(id) OR (#state = :leased AND (leasedUntil < :now OR #owner = :owner))',
          ExpressionAttributeNames: NAMES,
          ExpressionAttributeValues: {
            ':leased': { S: 'leased' },
            ':owner': owner,
            ':now': { N: String(Math.floor(Date.now() / 1000)) },
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        });
        return 'leased';
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return STATES[error.Item?.state?.S ?? ''] ?? 'leased';
      }
    },
    async commit(id) {
      await put(id, 'sent');
    },
    async release(id) {
      const command = new DeleteItemCommand({
        TableName,
        Key: { id: { S: id } },
        ConditionExpression: '#state = :leased AND #owner = :owner',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ':leased': { S: 'leased' }, ':owner': owner },
      });
      await table.send(command, timeout()).catch((error) => {
        // Not ours: there is nothing to give back.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    },
  };
}

function timeout() {
  return { abortSignal: AbortSignal.timeout(TIMEOUT_MS) };
}
