import { describe } from './describe.ts';
import { type RenderedMessage, type RenderOptions, render } from './render/index.ts';
import type { SessionEvent } from './session-event.ts';

/** From what is known to what is sent. Pure, and free of Node: the function, the command line and a page run it alike. */
export function compose(event: SessionEvent, options: RenderOptions): RenderedMessage {
  return render(describe(event), options);
}
