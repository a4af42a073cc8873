import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { compose } from '../lambda/compose.ts';
import { parse } from '../lambda/parse/parse.ts';
import { DEFAULT_SETTINGS, type Settings } from '../lambda/settings.ts';
import { toPage } from './pictures/page.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'dist', 'pictures');

/** As Debian and its relatives install it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Nothing that looks for the network, and nothing that asks. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** With the names that most deployments give their accounts, so that a subject is seen as they see it. */
const SETTINGS: Settings = { ...DEFAULT_SETTINGS, accountNames: { '123456789012': 'prod' } };

/**
 * Draws sample alerts as their readers see them, for whoever changes words or layout: `npm run pictures`, or
 * `npm run pictures -- start-root resume-denied` for a few. They are in `dist/pictures`.
 */
async function main(): Promise<void> {
  const named = process.argv.slice(2);
  mkdirSync(PICTURES, { recursive: true });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    for (const name of named.length === 0 ? sampleNames() : named) await draw(browser, name);
  } finally {
    await browser.close();
  }
}

function sampleNames(): readonly string[] {
  return readdirSync(join(ROOT, 'events'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'));
}

async function draw(browser: Browser, name: string): Promise<void> {
  const envelope = JSON.parse(readFileSync(join(ROOT, 'events', `${name}.json`), 'utf8'));
  const { message } = compose(parse(envelope), SETTINGS);
  const page = await browser.newPage({ viewport: { width: 1600, height: 400 } });
  await page.setContent(toPage(message, SETTINGS.displayName));
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
  console.log(path);
}

await main();
