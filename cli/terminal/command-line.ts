import type { AwsOptions } from '../aws/connect.ts';

/** A line to be copied into a shell, with the words quoted that need it. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** A line for the AWS CLI, in the place that was asked about. */
export function awsCommand({ region, profile }: AwsOptions, ...words: readonly string[]): string {
  const place = [
    ...(region === undefined ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
  ];
  return commandLine(['aws', ...words, ...place]);
}

/** Nothing in single quotes means anything to a POSIX shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
