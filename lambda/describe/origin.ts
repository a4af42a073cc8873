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

/** Where the call came from and with which program. What the program calls itself is the caller's claim. */
export function originInFull(origin: Origin, agent: Agent | undefined): Phrase {
  return join([originName(origin), agentName(agent, origin)], ', ');
}

function agentName(agent: Agent | undefined, origin: Origin): Phrase {
  if (agent === undefined || repeats(agent, origin)) return NOTHING;
  return agent.words === undefined ? say`program "${typed(agent.raw)}"` : [label(agent.words)];
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
