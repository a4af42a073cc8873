// Runs a TypeScript file: `node scripts/run.cjs cli/doctor.ts --json`. Every version of Node.js can read what stands
// here, so that one that is too old is named in one line instead of failing on what it does not know.
const [MAJOR, MINOR] = [20, 20];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < MAJOR || (major === MAJOR && minor < MINOR)) {
  console.error(
    `error: This needs Node.js ${MAJOR}.${MINOR} or newer, and runs on Node.js ${process.versions.node}.`,
  );
  process.exit(1);
}

// The SDK is pinned, and asks for a newer Node.js than the oldest one that the commands run on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const { resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const script = resolve(process.argv[2]);
// What follows sees the arguments as if Node.js itself had been called with the script.
process.argv.splice(1, 2, script);
void import('tsx').then(() => import(pathToFileURL(script).href));
