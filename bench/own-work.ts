import { describe } from '../lambda/describe/describe.ts';
import { toDigest } from '../lambda/describe/digest.ts';
import { parse } from '../lambda/parse/parse.ts';
import { render, renderDigest } from '../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../lambda/settings.ts';

const OPTIONS = { displayName: 'SSM alerts', settings: DEFAULT_SETTINGS };

/** All that the function itself does for one event, without the SDK and the network. */
export function alert(event: unknown): unknown {
  return render(describe(parse(event), OPTIONS.settings), OPTIONS);
}

/** The same for many events that are told in one message. */
export function digest(events: readonly unknown[]): unknown {
  return renderDigest(toDigest(events.map((event) => describe(parse(event), OPTIONS.settings))), OPTIONS);
}
