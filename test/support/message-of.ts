import { describe } from '../../lambda/describe/describe.ts';
import { parse } from '../../lambda/parse/parse.ts';
import type { RenderedMessage } from '../../lambda/render/protocols.ts';
import { render } from '../../lambda/render/render.ts';
import { DEFAULT_SETTINGS } from '../../lambda/settings.ts';

export const DISPLAY_NAME = 'SSM alerts';

/** The message that the function would publish. */
export function messageOf(envelope: unknown, displayName = DISPLAY_NAME): RenderedMessage {
  return render(describe(parse(envelope), DEFAULT_SETTINGS), { displayName });
}
