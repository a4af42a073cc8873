import { exitStatusOf, type Main } from '../../cli/terminal/program.ts';
import type { Run } from './run.ts';

/**
 * Runs the main function of a command in this process, with an environment that holds nothing of AWS but what is
 * given. The environment belongs to the whole process, so runs must not overlap.
 */
export async function runInProcess(
  main: Main,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env).filter((one) => INHERITED.test(one))) delete process.env[name];
  Object.assign(process.env, env);
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  try {
    const status = await exitStatusOf(main, args, { stdout: output('stdout'), stderr: output('stderr') });
    return { status, ...written };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** What would lead a run to the account or the network of whoever runs the tests. */
const INHERITED = /^AWS_(?!SDK_JS_)|^INIT_CWD$|_proxy$/i;

/** A text without its line breaks, which depend on the length of names. */
export function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
