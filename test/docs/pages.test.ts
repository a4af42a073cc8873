import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CHECK_NAMES } from '../../cli/doctor/examine.ts';
import { SUBSCRIBABLE_PROTOCOLS } from '../../cli/subscriptions/endpoint.ts';
import type { AudienceFilter } from '../../infra/config/filter.ts';
import { JUDGEMENTS } from '../../lambda/describe/judge.ts';
import { codes, page, rows, section } from '../support/markdown.ts';
import { ROOT } from '../support/run.ts';

const topics = pagesIn('docs');
const decisions = pagesIn('docs/decisions');
const everyPage = [...pagesIn('.'), ...topics, ...decisions, ...pagesIn('events')];

describe('a link', () => {
  test.each(everyPage)('in %s leads to a file of the project', (path) => {
    const broken = linksIn(path).filter(({ file }) => !existsSync(join(ROOT, file)));

    expect(broken).toEqual([]);
  });

  test.each(everyPage)('in %s to a heading leads to one that exists', (path) => {
    const toHeadings = linksIn(path).filter(({ file, heading }) => heading !== '' && file.endsWith('.md'));

    const broken = toHeadings.filter(({ file, heading }) => !headingsOf(file).includes(heading));

    expect(broken).toEqual([]);
  });
});

test.each(everyPage)('%s names only files and folders that exist', (path) => {
  const named = codes(page(path)).filter((code) =>
    /^(bench|cli|docs|events|infra|lambda|scripts|stand-in|test)\/[\w./-]*$/.test(code),
  );

  expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
});

describe('the index docs/README.md', () => {
  const index = linksIn('docs/README.md').map(({ file }) => file);

  test.each(topics.filter((path) => path !== 'docs/README.md'))('lists %s', (path) => {
    expect(index).toContain(path);
  });
});

describe('the table of decisions', () => {
  const listed = rows(page('docs/decisions/README.md')).map(([number, , , status]) => `${number} ${status}`);

  test.each(decisions.filter((path) => path !== 'docs/decisions/README.md'))(
    'lists %s with its status',
    (path) => {
      const [file = ''] = path.split('/').slice(-1);
      const [, status = ''] = /^Status: (\w+)/m.exec(page(path)) ?? [];

      expect(listed).toContain(`[${file.slice(0, 3)}](${file}) ${status}`);
    },
  );
});

test('docs/warnings.md explains every warning with its severity, and no other', () => {
  const explained = rows(page('docs/warnings.md')).map(([code, severity]) => `${code} ${severity}`);

  const inCode = JUDGEMENTS.map(({ code, severity }) => `\`${code}\` \`${severity}\``);

  expect(explained.sort()).toEqual(inCode.sort());
});

test('docs/audiences.md explains every setting of a filter, and no other', () => {
  const settings = {
    actions: true,
    outcomes: true,
    accounts: true,
    regions: true,
    actors: true,
    documents: true,
    targets: true,
    minimumSeverity: true,
    ignoreActors: true,
  } satisfies Record<keyof AudienceFilter, true>;

  const explained = rows(section(page('docs/audiences.md'), 'Filters')).flatMap(([names = '']) =>
    codes(names),
  );

  expect(explained.sort()).toEqual(Object.keys(settings).sort());
});

test('docs/subscribing.md explains every protocol of the command line, and no other', () => {
  const explained = rows(page('docs/subscribing.md')).flatMap(([name = '']) => codes(name));

  expect(explained.sort()).toEqual([...SUBSCRIBABLE_PROTOCOLS].sort());
});

test('docs/doctor.md explains every check, and no other', () => {
  const explained = rows(page('docs/doctor.md')).flatMap(([name = '']) => codes(name));

  expect(explained.sort()).toEqual([...CHECK_NAMES].sort());
});

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(folder, file))
    .sort();
}

interface Link {
  /** From the root. */
  readonly file: string;
  /** As it stands in the address, or empty. */
  readonly heading: string;
}

/** The links of a page to files of the project, and to headings of its own. */
function linksIn(path: string): Link[] {
  const targets = [...page(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', heading = ''] = target.split('#');
      return { file: file === '' ? path : normalize(join(dirname(path), file)), heading };
    });
}

/** As GitHub addresses them. */
function headingsOf(path: string): string[] {
  return [...page(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
