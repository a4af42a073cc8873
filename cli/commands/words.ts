import type { AwsOptions } from '../aws/connect.ts';
import type { Word } from '../terminal/shell-command.ts';

/** Where a command acts, and as whom. */
type Place = { readonly [Key in keyof AwsOptions]: AwsOptions[Key] | undefined };

export interface Endpoint {
  readonly protocol: string;
  readonly endpoint: string;
}

export function placeWords({ region, profile }: Place): readonly Word[] {
  return [
    ...(region === undefined ? [] : ['--region', value('the name of the region', region)]),
    ...(profile === undefined ? [] : ['--profile', value('the name of the profile', profile)]),
  ];
}

export function functionWord(name: string): Word {
  return value('the name of the function', name);
}

export function phoneWord(number: string): Word {
  return value('the phone number', number);
}

export function protocolWord(protocol: string): Word {
  return value('the protocol', protocol);
}

export function endpointWord(endpoint: string): Word {
  return value('the endpoint', endpoint);
}

export function value(what: string, text: string): Word {
  return { what, value: text };
}
