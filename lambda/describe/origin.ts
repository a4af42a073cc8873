import { join, label, NOTHING, name, type Phrase, say, typed, words } from '../domain/phrase.ts';
import type { Agent, Origin } from '../domain/session-event.ts';

/** Where the call came from. */
export function originName(origin: Origin): Phrase {
  switch (origin.kind) {
    case 'addresses':
      return join(
        origin.addresses.map((address) => [name(address)]),
        ', ',
      );
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
  const address =
    origin.kind === 'service' ? origin.name : origin.kind === 'aws-internal' ? 'AWS Internal' : undefined;
  const repeatsOrigin = address !== undefined && address === agent?.raw;
  if (agent === undefined || repeatsOrigin) return NOTHING;
  return agent.words === undefined ? say`program "${typed(agent.raw)}"` : [label(agent.words)];
}
