import type { Agent } from '../domain/session-event.ts';

/** The services of AWS that make a call for somebody at the console. */
const CONSOLE_BACKEND = /^aws-internal\/|^console\.amazonaws\.com$|^signin\.amazonaws\.com$|^S3Console\//;

/** CloudTrail keeps 1 kB of an agent. */
const MAX_CHARACTERS = 1024;

/** The first row that matches names the program; its first group, where it has one, is the version. */
const PROGRAMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/exec-env\/CloudShell/i, 'CloudShell'],
  [/^aws-cli\/(\d+\.\d+)/, 'AWS CLI'],
  [/^AWSPowerShell[^/]*\/(\d+\.\d+)/i, 'AWS Tools for PowerShell'],
  [/^Boto3\/(\d+\.\d+)/i, 'Boto3'],
  [/^Botocore\/(\d+\.\d+)/i, 'Botocore'],
  [/\bTerraform\/(\d+\.\d+)/, 'Terraform'],
  [/^aws-sdk-go(?:-v2)?\/(\d+\.\d+)/, 'AWS SDK for Go'],
  [/^aws-sdk-java\/(\d+\.\d+)/, 'AWS SDK for Java'],
  [/^aws-sdk-(?:js|nodejs)\/(\d+\.\d+)/, 'AWS SDK for JavaScript'],
  [/^aws-sdk-dotnet[^/]*\/(\d+\.\d+)/, 'AWS SDK for .NET'],
  [/^aws-sdk-ruby\d*\/(\d+\.\d+)/, 'AWS SDK for Ruby'],
  [/^aws-sdk-php\/(\d+\.\d+)/, 'AWS SDK for PHP'],
  [/^aws-sdk-rust\/(\d+\.\d+)/, 'AWS SDK for Rust'],
  [/^aws-sdk-kotlin\/(\d+\.\d+)/, 'AWS SDK for Kotlin'],
  [/^aws-sdk-swift\/(\d+\.\d+)/, 'AWS SDK for Swift'],
  [/^aws-sdk-cpp\/(\d+\.\d+)/, 'AWS SDK for C++'],
  [CONSOLE_BACKEND, 'AWS console'],
  [/^AWS Internal\b/i, 'AWS itself'],
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)(?:\.[\d.]*)? (?:Mobile\/\S+ )?Safari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bos\/macos\b|\bDarwin\b|\bMac OS X\b|\bMacOSX\b/i, 'macOS'],
  [/\bos\/windows\b|\bWindows\b/i, 'Windows'],
  [/\bos\/linux\b|\bLinux\b/i, 'Linux'],
];

/**
 * Puts a `userAgent` into words: `AWS CLI 2.31 on macOS`. The caller chooses this text, so it is a claim.
 *
 * @param fromConsole whether CloudTrail says that the credentials are of a console sign-in
 */
export function toAgent(userAgent: string, fromConsole: boolean): Agent {
  const text = unbracketed(userAgent);
  const [program, version] = match(PROGRAMS, text);
  if (program === undefined) return { raw: userAgent };
  // The system of the console's backend is that of nobody's computer.
  const [system] = CONSOLE_BACKEND.test(text) ? [] : match(SYSTEMS, text);
  const browser = text.startsWith('Mozilla/');
  const words = [program, version, system && `on ${system}`].filter(Boolean).join(' ');
  return { raw: userAgent, words: browser ? `${fromConsole ? 'the AWS console in ' : ''}${words}` : words };
}

/**
 * Whether the agent is that of the console's backend. The caller chooses this text, so it is no proof.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function isConsoleBackend(userAgent: string): boolean {
  return CONSOLE_BACKEND.test(unbracketed(userAgent));
}

function unbracketed(userAgent: string): string {
  return userAgent
    .slice(0, MAX_CHARACTERS)
    .trim()
    .replace(/^\[(.*)\]$/s, '$1');
}

function match(table: typeof PROGRAMS, text: string): [name?: string, version?: string | undefined] {
  for (const [pattern, name] of table) {
    const found = pattern.exec(text);
    if (found) return [name, found[1]];
  }
  return [];
}
