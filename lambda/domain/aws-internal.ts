/**
 * What CloudTrail writes in place of an address, an agent or a service for a call that AWS made itself, `AWS Internal/#` in
 * its documentation. Every form of it is read as this one.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const AWS_INTERNAL = 'AWS Internal';

/** Whether a text is `AWS Internal`, `AWS Internal/3`, `AWS Internal;` or the like, and nothing else. */
export function isAwsInternal(text: string): boolean {
  return /^\s*AWS[ -]?Internal\s*(?:[/;#]\s*[#\w]{0,16};?\s*)?$/i.test(text);
}
