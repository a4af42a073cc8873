import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { bundle, bundleEntry, type Variant } from '../bundles.ts';
import { rounds, writeEvents } from '../measure.ts';
import { runChild } from '../run-child.ts';
import { quantile, sample } from '../statistics.ts';

/** Repeats the trials of docs/decisions/013-performance-trials.md: what each way of building costs and saves. */
const HERE = import.meta.dirname;
const COLD_RUNS = Number(process.argv[2] ?? 15);

interface Trial {
  readonly variant: Variant;
  readonly options?: BuildOptions;
  readonly nodeOptions?: string;
}

const credentials = {
  alias: { '@aws-sdk/credential-provider-node': join(HERE, 'environment-credentials.ts') },
};

const TRIALS = {
  floor: { variant: 'floor' },
  'floor, credentials of the environment alone': { variant: 'floor', options: credentials },
  function: { variant: 'function' },
  'ES module': {
    variant: 'function',
    options: {
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      banner: { js: 'import{createRequire as r}from"node:module";const require=r(import.meta.url);' },
    },
  },
  'mainFields: main': { variant: 'function', options: { mainFields: ['main'] } },
  'not minified': { variant: 'function', options: { minify: false } },
  'source map inside, in use': {
    variant: 'function',
    options: { sourcemap: 'inline' },
    nodeOptions: '--enable-source-maps',
  },
  'source map beside, not in use': { variant: 'function', options: { sourcemap: 'linked' } },
  'credentials of the environment alone': { variant: 'function', options: credentials },
  'with look-ups': { variant: 'look-ups' },
  'with look-ups, Systems Manager loaded lazily': {
    variant: 'look-ups',
    options: { plugins: [lazily('@aws-sdk/client-ssm')] },
  },
  'with look-ups, both loaded lazily': {
    variant: 'look-ups',
    options: {
      plugins: [lazily('@aws-sdk/client-ssm'), lazily('@aws-sdk/client-resource-groups-tagging-api')],
    },
  },
  'with look-ups, credentials of the environment alone': { variant: 'look-ups', options: credentials },
  everything: { variant: 'everything' },
} satisfies Record<string, Trial>;

const directory = mkdtempSync(join(tmpdir(), 'ssm-session-notifier-trials-'));
try {
  writeFileSync(join(directory, 'package.json'), '{}');
  const home = join(directory, 'home');
  mkdirSync(home);
  const { file: script } = await bundleEntry(join(HERE, '..', 'child.ts'), join(directory, 'child.js'));
  const { start: events } = writeEvents(directory);
  await coldTrials({ script, events, home });
  await warmTrials({ script, events, home });
} finally {
  rmSync(directory, { recursive: true });
}

interface Setting {
  readonly script: string;
  readonly events: string;
  readonly home: string;
}

async function coldTrials({ script, events, home }: Setting): Promise<void> {
  const names = Object.keys(TRIALS) as (keyof typeof TRIALS)[];
  const files = new Map<string, { file: string; bytes: number }>();
  for (const [index, name] of names.entries()) {
    const { variant, options }: Trial = TRIALS[name];
    files.set(name, await bundle(variant, join(directory, String(index)), options));
  }
  const runs = await rounds(names, COLD_RUNS, (name) => {
    const { nodeOptions }: Trial = TRIALS[name];
    const task = { kind: 'cold', bundle: files.get(name)?.file ?? '', events } as const;
    return runChild(script, task, home, nodeOptions);
  });
  for (const name of names) {
    const load = sample(runs[name].map(({ loadMs }) => loadMs));
    const cold = sample(runs[name].map(({ acceptedMs }) => acceptedMs));
    const bytes = files.get(name)?.bytes.toLocaleString('en');
    console.log(`| ${name} | ${bytes} | ${spread(load)} | ${spread(cold)} |`);
  }
}

async function warmTrials({ script, events, home }: Setting): Promise<void> {
  const files = {
    floor: await bundle('floor', join(directory, 'warm')),
    'floor, a new connection each time': await floorLike('floor-new-connections'),
    'floor, with a message as long': await floorLike('floor-same-message'),
    function: await bundle('function', join(directory, 'warm')),
  };
  const names = Object.keys(files) as (keyof typeof files)[];
  const runs = await rounds(names, 3, (name) => {
    const task = { kind: 'warm', bundle: files[name].file, events, count: 1000, newTargets: false } as const;
    return runChild(script, task, home);
  });
  for (const name of names) {
    const [p50, p99] = [0.5, 0.99].map((q) => sample(runs[name].map(({ eventMs }) => quantile(eventMs, q))));
    console.log(`| ${name} | ${p50?.median.toFixed(2)} | ${p99?.median.toFixed(2)} |`);
  }
}

function floorLike(name: string) {
  return bundleEntry(join(HERE, `${name}.ts`), join(directory, 'warm', `${name}.js`));
}

function spread({ median, low, high }: ReturnType<typeof sample>): string {
  return [median, low, high].map((ms) => ms.toFixed(0)).join(', ');
}

/** Makes a client's package one whose classes load it when the first is used. */
function lazily(name: string): Plugin {
  const exported = Object.keys(createRequire(import.meta.url)(name)).filter((key) =>
    /^[A-Z]\w*(Client|Command)$/.test(key),
  );
  const contents = exported
    .map((key) => `export function ${key}(input){return new(require('${name}').${key})(input)}`)
    .join('\n');
  return {
    name: `lazily ${name}`,
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
        kind === 'import-statement' ? { path: name, namespace: name, sideEffects: false } : undefined,
      );
      onLoad({ filter: /.*/, namespace: name }, () => ({ contents, resolveDir: HERE }));
    },
  };
}
