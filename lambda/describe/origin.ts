import { isAwsInternal } from '../domain/aws-internal.ts';
import { join, label, NOTHING, name, type Phrase, say, typed, words } from '../domain/phrase.ts';
import type { Agent, Origin } from '../domain/session-event.ts';

/** Where the call came from. */
export function originName(origin: Origin): Phrase {
  switch (origin.kind) {
    case 'addresses':
      return list(origin.addresses);
    case 'aws-console':
      return say`the AWS console at ${list(origin.addresses)}`;
    case 'service':
      return say`the AWS service ${name(origin.name)}`;
    case 'aws-internal':
      return words('inside AWS');
    case 'unreadable':
      return say`an unreadable address, "${typed(origin.raw)}"`;
    case 'unknown':
      return words('an unknown address');
    default:
      return origin satisfies never;
  }
}

/** Where the call came from and with which program, where that is one of those that are known. */
export function originInFull(origin: Origin, agent: Agent | undefined): Phrase {
  const isNews = agent?.words !== undefined && !repeats(agent, origin);
  const program = isNews ? [label(agent.words)] : NOTHING;
  return join([originName(origin), program], ', ');
}

/** What an unknown program calls itself, which is whatever the caller likes. AWS gives its own address instead of a name. */
export function unknownProgram(origin: Origin, agent: Agent | undefined): Phrase | undefined {
  return agent === undefined || agent.words !== undefined || repeats(agent, origin)
    ? undefined
    : say`"${typed(agent.raw)}"`;
}

function repeats({ raw }: Agent, origin: Origin): boolean {
  switch (origin.kind) {
    case 'service':
      return raw === origin.name;
    case 'aws-internal':
      return isAwsInternal(raw);
    case 'aws-console':
      return true;
    default:
      return false;
  }
}

function list(addresses: readonly string[]): Phrase {
  return join(
    addresses.map((address) => [name(address)]),
    ', ',
  );
}
