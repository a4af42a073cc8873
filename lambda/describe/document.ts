import { join, NOTHING, name, type Phrase, say, typed, words } from '../domain/phrase.ts';
import type { Parameter, SessionDocument, SessionEvent, SessionPurpose } from '../domain/session-event.ts';

/** At most this many parameters get a line of their own; the record holds more. */
const MAX_PARAMETERS = 12;

/** The parameters that `documentInFull` includes, by the kind of document. */
const INCLUDED_PARAMETERS: Readonly<Partial<Record<SessionPurpose['kind'], readonly string[]>>> = {
  ssh: ['portNumber'],
  'port-forwarding': ['portNumber', 'localPortNumber'],
  'remote-port-forwarding': ['portNumber', 'localPortNumber', 'host'],
};

const MAX_VALUES = 8;

/** What is opened, fit to follow "opened" or "was denied". */
export function purpose(document: SessionDocument | undefined): Phrase {
  switch (document?.kind) {
    case undefined:
      return words('a session');
    case 'shell':
      return words('a shell');
    case 'ssh':
      return say`an SSH session${toPort(document.port)}`;
    case 'port-forwarding':
      return say`port forwarding${toPort(document.port)}`;
    case 'remote-port-forwarding':
      return say`port forwarding to ${remote(document.host, document.port)}`;
    case 'command':
      return words(
        document.interactive ? 'an interactive command session' : 'a non-interactive command session',
      );
    case 'custom':
      return say`a session with the custom document ${named(document)}${ofAccount(document)}`;
    default:
      return document satisfies never;
  }
}

/** What is opened in a word or two, then in fewer. Even the shortest form tells a tunnel from a shell. */
export function purposesInBrief(document: SessionDocument | undefined): readonly [Phrase, ...Phrase[]] {
  const inBrief = purposeInBrief(document);
  switch (document?.kind) {
    case 'port-forwarding':
      return [inBrief, words('tunnel')];
    case 'remote-port-forwarding':
      return [inBrief, ...shorterRemotes(document.host, document.port), words('tunnel')];
    case 'custom':
      return [inBrief, words('custom document')];
    default:
      return [inBrief];
  }
}

/** A name of a host is shortened to its first part, which is as a rule its own, and goes before the port does. */
function shorterRemotes(host: string | undefined, port: string | undefined): readonly Phrase[] {
  const [first, ...rest] = host?.split('.') ?? [];
  const short =
    first === undefined || rest.length === 0 ? [] : [say`tunnel to ${remote(`${first}..`, port)}`];
  return [...short, say`tunnel${toPort(port)}`];
}

function purposeInBrief(document: SessionDocument | undefined): Phrase {
  switch (document?.kind) {
    case undefined:
      return NOTHING;
    case 'shell':
      return words('shell');
    case 'ssh':
      return words('SSH');
    case 'command':
      return words('command');
    case 'port-forwarding':
      return say`tunnel${toPort(document.port)}`;
    case 'remote-port-forwarding':
      return say`tunnel to ${remote(document.host, document.port)}`;
    case 'custom':
      // A document of one's own may be called "shell".
      return say`document ${name(document.name)}`;
    default:
      return document satisfies never;
  }
}

/** The document's own name, and what the headline does not say of it. */
export function documentInFull(document: SessionDocument, eventAccount: string | undefined): Phrase {
  const localPort = 'localPort' in document ? document.localPort : undefined;
  const local = localPort === undefined ? NOTHING : say`, local port ${port(localPort)}`;
  const isForeign = document.account !== eventAccount;
  return say`${named(document)}${isForeign ? ofAccount(document) : NOTHING}${local}`;
}

/** The parameters that `documentInFull` does not include. */
export function otherParameters({ document, parameters }: SessionEvent): readonly Parameter[] {
  const included = (document && INCLUDED_PARAMETERS[document.value.kind]) ?? [];
  return parameters.filter(({ name }) => !included.includes(name));
}

/** One phrase for each parameter: `"portNumber" = "5432"`. Whoever writes a document names them, too. */
export function parameterLines(parameters: readonly Parameter[]): readonly Phrase[] {
  const shown = parameters.slice(0, MAX_PARAMETERS);
  const lines = shown.map(({ name: key, values }) => {
    const quoted = values.slice(0, MAX_VALUES).map((value) => say`"${typed(value)}"`);
    const more = values.length - quoted.length;
    const list = join(more === 0 ? quoted : [...quoted, words(`and ${more} more`)], ', ');
    return say`"${typed(key)}" = ${quoted.length === 0 ? words('(empty)') : list}`;
  });
  const left = parameters.length - shown.length;
  return left === 0 ? lines : [...lines, words(`and ${left} more`)];
}

/** Names of parameters that say where a document leads, whoever wrote it. */
const ENDPOINT = /port|host|addr|endpoint|destination|remote|target|server|domain|socket|url|^ip|ip$/i;

const MAX_ENDPOINTS = 4;

/** The ports and hosts that the parameters of a document name: `"dbPort" = "5432", "dbHost" = "ledger-db"`. */
export function endpoints(parameters: readonly Parameter[]): Phrase | undefined {
  const found = parameters.filter(({ name, values }) => ENDPOINT.test(name) && values.length > 0);
  return found.length === 0 ? undefined : join(parameterLines(found.slice(0, MAX_ENDPOINTS)), ', ');
}

/** The ARN of a document may end before its name. */
function named(document: SessionDocument): Phrase {
  return document.name === '' ? words('without a name') : [name(document.name)];
}

function ofAccount({ account }: SessionDocument): Phrase {
  return account === undefined ? NOTHING : say` of account ${name(account)}`;
}

function toPort(text: string | undefined): Phrase {
  return text === undefined ? NOTHING : say` to port ${port(text)}`;
}

function remote(host: string | undefined, portNumber: string | undefined): Phrase {
  const named = host === undefined ? words('an unnamed host') : [name(host)];
  return portNumber === undefined ? named : say`${named} port ${port(portNumber)}`;
}

/** A number stands as it is; anything else is what somebody typed. */
function port(text: string): Phrase {
  return /^\d{1,5}$/.test(text) ? [name(text)] : say`"${typed(text)}"`;
}
