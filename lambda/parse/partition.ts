/** Partitions by the prefix of their regions. @see https://docs.aws.amazon.com/general/latest/gr/rande.html */
const PARTITIONS: readonly (readonly [regionPrefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

export function partitionOf(region: string | undefined): string {
  return PARTITIONS.find(([prefix]) => prefix.test(region ?? ''))?.[1] ?? 'aws';
}
