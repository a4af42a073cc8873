import { jsonService } from '../json-protocol.ts';
import { type StandIn, startServer } from '../server.ts';
import { describeInstanceInformation, type StandInNode } from './nodes.ts';
import { describeSessions, type StandInSession } from './sessions.ts';

export interface SsmOptions {
  /** @default - none */
  readonly sessions?: readonly StandInSession[];
  /** @default - none */
  readonly nodes?: readonly StandInNode[];
}

/**
 * Stands in for AWS Systems Manager on the loopback interface: point an `SSMClient` at its `endpoint`. It knows the
 * look-ups that describe a session and its target. Signatures are not checked.
 *
 * Every request reads the lists that were passed in, so that a test may change them in between.
 */
export function startSsm({ sessions = [], nodes = [] }: SsmOptions = {}): Promise<StandIn> {
  return startServer(
    jsonService('AmazonSSM', {
      DescribeSessions: (input) => describeSessions(input, sessions),
      DescribeInstanceInformation: (input) => describeInstanceInformation(input, nodes),
    }),
  );
}
