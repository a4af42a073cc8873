import { jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A key as DescribeKey returns it. */
export interface StandInKey {
  /** UUID. */
  readonly KeyId: string;
  readonly Arn: string;
  readonly KeyState: string;
  /** Names that lead to the key: `alias/aws/sns`. @default - none */
  readonly aliases?: readonly string[];
  /** Who may use the key, as JSON. @default - nobody */
  readonly policy?: string;
}

export interface KmsOptions {
  readonly keys: readonly StandInKey[];
}

/**
 * Stands in for AWS KMS on the loopback interface: point a `KMSClient` at its `endpoint`. It returns the state of
 * keys, found by id or ARN. Signatures are not checked.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export function startKms({ keys }: KmsOptions): Promise<StandIn> {
  const find = (id: unknown, names: (key: StandInKey) => readonly string[]) => {
    const found = keys.find((key) => names(key).includes(String(id)));
    if (found) return found;
    throw new ServiceError(400, 'NotFoundException', `Key '${id}' does not exist`);
  };
  return startServer(
    jsonService('TrentService', {
      DescribeKey: ({ KeyId: id }) => {
        const { aliases: _, policy: __, ...KeyMetadata } = find(id, allNames);
        return { KeyMetadata };
      },
      // Unlike DescribeKey, it takes no alias.
      GetKeyPolicy: ({ KeyId: id }) => ({ Policy: find(id, ownNames).policy ?? '{"Statement":[]}' }),
    }),
  );
}

function ownNames({ KeyId, Arn }: StandInKey): readonly string[] {
  return [KeyId, Arn];
}

/** An alias by itself, and as an ARN. */
function allNames(key: StandInKey): readonly string[] {
  const aliases = key.aliases ?? [];
  return [...ownNames(key), ...aliases, ...aliases.map((alias) => key.Arn.replace(/key\/.*/, alias))];
}
