import type { Audience } from './audience.ts';
import type { CommandLine } from './command-line.ts';
import type { NotifierConfig, SessionNotifierStackConfig } from './notifier-config.ts';

const EVERYONE: Audience = { name: 'everyone' };

/** Adds who is named on the command line. What the file says stays the file's. */
export function withCommandLine(
  { audiences: all = [], ...file }: NotifierConfig,
  options: CommandLine,
): SessionNotifierStackConfig {
  const [first = EVERYONE, ...others] = all;
  const { subscribers = {} } = first;
  const addresses = [file.alarms?.email ?? []].flat();
  const added: CommandLine = {
    email: without(subscribers.email, options.email),
    sms: without(subscribers.sms, options.sms),
    https: without(subscribers.https, options.https),
    alarms: without(addresses, options.alarms),
  };
  return {
    ...file,
    audiences: [
      {
        ...first,
        subscribers: {
          ...subscribers,
          email: [...(subscribers.email ?? []), ...(added.email ?? [])],
          sms: [...(subscribers.sms ?? []), ...(added.sms ?? [])],
          https: [...(subscribers.https ?? []), ...(added.https ?? [])],
        },
      },
      ...others,
    ],
    ...(added.alarms?.length && { alarms: { ...file.alarms, email: [...addresses, ...added.alarms] } }),
    ...(Object.values(added).some(({ length }) => length > 0) && { commandLine: added }),
  };
}

function without(known: readonly string[] = [], given: readonly string[] = []): string[] {
  return [...new Set(given)].filter((one) => !known.includes(one));
}
