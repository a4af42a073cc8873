import { randomUUID } from 'node:crypto';
import { type JsonInput, jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A rule of the default event bus, with its targets. */
export interface StandInRule {
  readonly Name: string;
  readonly State: string;
  /** JSON. */
  readonly EventPattern: string;
  readonly Targets: readonly StandInTarget[];
}

export interface StandInTarget {
  readonly Id: string;
  readonly Arn: string;
  /** @default - what cannot be delivered is lost */
  readonly DeadLetterConfig?: { readonly Arn: string };
}

export interface EventBridgeOptions {
  readonly rules: readonly StandInRule[];
}

/**
 * Stands in for Amazon EventBridge on the loopback interface: point an `EventBridgeClient` at its `endpoint`. It returns
 * how rules are set up, and takes events, which are among its `requests` and go nowhere. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html
 */
export function startEventBridge({ rules }: EventBridgeOptions): Promise<StandIn> {
  const find = (name: unknown) => {
    const found = rules.find(({ Name }) => Name === name);
    if (found) return found;
    throw new ServiceError(
      400,
      'ResourceNotFoundException',
      `Rule ${name} does not exist on EventBus default.`,
    );
  };
  return startServer(
    jsonService('AWSEvents', {
      DescribeRule: ({ Name }) => {
        const { Targets, ...rule } = find(Name);
        return { ...rule, EventBusName: 'default' };
      },
      ListTargetsByRule: ({ Rule }) => ({ Targets: find(Rule).Targets }),
      PutEvents: ({ Entries }: JsonInput) => ({
        FailedEntryCount: 0,
        Entries: (Entries as readonly object[]).map(() => ({ EventId: randomUUID() })),
      }),
    }),
  );
}
