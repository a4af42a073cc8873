import { compose } from '../../lambda/compose.ts';
import { parse } from '../../lambda/parse/parse.ts';
import type { RenderedMessage } from '../../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';

export const DISPLAY_NAME = DEFAULT_SETTINGS.displayName;

/** The message that the function would publish. */
export function messageOf(envelope: unknown, displayName = DISPLAY_NAME): RenderedMessage {
  return compose(parse(envelope), { ...DEFAULT_SETTINGS, displayName }).message;
}
