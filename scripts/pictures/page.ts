import type { RenderedMessage } from '../../lambda/render/render.ts';

/** The width of a common phone, in CSS pixels. */
const PHONE_WIDTH = 360;

const STYLE = `
  body { display: flex; align-items: flex-start; gap: 24px; margin: 24px; background: #d8dce2; }
  section { width: ${PHONE_WIDTH}px; box-sizing: border-box; padding: 12px; background: white; }
  section, .bubble { font: 14px/1.35 Roboto, 'Helvetica Neue', Arial, sans-serif; overflow-wrap: anywhere; }
  h2 { margin: 0 0 8px; font-size: 11px; color: #777; }
  .text { white-space: pre-wrap; }
  .monospace { font-family: 'Roboto Mono', 'DejaVu Sans Mono', monospace; }
  .listed { overflow: hidden; white-space: nowrap; text-overflow: ellipsis; font-weight: bold; }
  .bubble { max-width: 280px; padding: 8px 12px; border-radius: 16px; background: #e9e9eb; }
  .card { padding-left: 12px; border-left: 4px solid #527fff; }
  .title { font-weight: bold; }
  ul { margin: 0; padding-left: 16px; }
`;

interface ChatCard {
  readonly title: string;
  readonly description: string;
  readonly nextSteps?: readonly string[];
}

/** A page that shows one message as its readers see it: in a list of mails, in two mail clients, as an SMS and in a chat. */
export function toPage({ subject, bodies }: RenderedMessage, displayName: string): string {
  const { content } = JSON.parse(bodies.https) as { readonly content: ChatCard };
  const sections = [
    ['In a list of mails, and as an SMS', `${listed(subject)}${bubble(`${displayName}> ${bodies.sms}`)}`],
    ['Mail in a proportional font', `${text(subject, 'title')}<br>${text(bodies.email)}`],
    ['Mail in a monospace font', `${text(subject, 'title')}<br>${text(bodies.email, 'monospace')}`],
    ['Chat', card(content)],
  ];
  const body = sections.map(([heading, html]) => `<section><h2>${heading}</h2>${html}</section>`).join('');
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${body}`;
}

function listed(subject: string): string {
  return `<div>SSM alerts</div><div class="listed">${escapeHtml(subject)}</div><br>`;
}

function bubble(sms: string): string {
  return `<div class="bubble">${escapeHtml(sms)}</div>`;
}

/** Slack and Teams show entities as the characters that they stand for. */
function card({ title, description, nextSteps = [] }: ChatCard): string {
  const steps = nextSteps.map((step) => `<li>${withoutMarkup(step)}</li>`).join('');
  const lines = withoutMarkup(description);
  const heading = steps === '' ? '' : '<div class="title">Next steps</div>';
  return `<div class="card"><div class="title">${withoutMarkup(title)}</div><div class="text">${lines}</div>${heading}<ul>${steps}</ul></div>`;
}

function withoutMarkup(markdown: string): string {
  return escapeHtml(markdown.replaceAll(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity));
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

function text(content: string, kind = ''): string {
  return `<div class="text ${kind}">${escapeHtml(content)}</div>`;
}

function escapeHtml(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
