import { compose, composeDigest } from '../lambda/compose.ts';
import { parse } from '../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS } from '../lambda/settings.ts';

/** All that the function itself does for one event, without the SDK and the network: from the event to its message. */
export function alert(event: unknown): unknown {
  return compose(parse(event), DEFAULT_SETTINGS).message;
}

/** All that the function itself does for many events that are sent in one digest. */
export function digest(events: readonly unknown[]): unknown {
  const alerts = events.map((event) => compose(parse(event), DEFAULT_SETTINGS));
  return composeDigest(alerts, DEFAULT_SETTINGS);
}
