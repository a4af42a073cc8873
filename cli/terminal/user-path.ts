import { isAbsolute, relative, resolve } from 'node:path';

/**
 * A path that was typed, as seen from this process. npm runs a command in the project's folder, and says in `INIT_CWD`
 * where the person stands.
 */
export function userPath(path: string): string {
  const { INIT_CWD } = process.env;
  if (!INIT_CWD || isAbsolute(path)) return path;
  return relative(process.cwd(), resolve(INIT_CWD, path)) || '.';
}
