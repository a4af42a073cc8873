import { describe } from './describe.ts';
import { render } from './render/index.ts';
import type { RenderedMessage, RenderOptions } from './render/protocols.ts';
import type { SessionEvent } from './session-event.ts';
import type { Settings } from './settings.ts';

export interface ComposeOptions extends RenderOptions {
  readonly settings: Settings;
}

/** From what is known to what is sent. Pure, and free of Node: the function, the command line and a page run it alike. */
export function compose(event: SessionEvent, { displayName, settings }: ComposeOptions): RenderedMessage {
  return render(describe(event, settings), { displayName });
}
