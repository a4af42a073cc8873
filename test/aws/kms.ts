import { jsonService } from '../../stand-in/json-protocol.ts';
import { type StandIn, startServer } from '../../stand-in/server.ts';
import { ServiceError } from '../../stand-in/service.ts';

/** A key as DescribeKey returns it. */
export interface StandInKey {
  /** UUID. */
  readonly KeyId: string;
  readonly Arn: string;
  readonly KeyState: string;
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
  return startServer(
    jsonService('TrentService', {
      DescribeKey: ({ KeyId: id }) => {
        const found = keys.find(({ KeyId, Arn }) => id === KeyId || id === Arn);
        if (!found) throw new ServiceError(400, 'NotFoundException', `Key '${id}' does not exist`);
        return { KeyMetadata: found };
      },
    }),
  );
}
