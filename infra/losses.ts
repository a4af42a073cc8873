import { Annotations, type Stack } from 'aws-cdk-lib';
import type { AudienceOutput } from './outputs.ts';

/**
 * Says what a deployment would lose of the last one: an audience that is missing, with its topic and subscriptions, is a
 * warning, and a buffer that nothing would read any more is an error, for it can be emptied first.
 */
export function warnOfLosses(
  stack: Stack,
  audiences: readonly AudienceOutput[],
  deployed: readonly AudienceOutput[],
): void {
  for (const before of deployed) {
    const now = audiences.find((audience) => idOf(audience) === idOf(before));
    if (now === undefined) {
      Annotations.of(stack).addWarningV2(
        `ssm-session-notifier:audience-missing-${idOf(before)}`,
        `The audience "${before.name}" of the last deployment is missing: its topic and its subscriptions would be deleted; its queues for what failed stay, and nothing would watch them. If it only has another name now, give it its old one as id: { id: '${idOf(before)}', name: … }.`,
      );
    } else if (isFilled(before) && now.bufferUrl === undefined) {
      Annotations.of(stack).addError(
        `The audience "${before.name}" has a buffer, and nothing would read any more what is in it. Deploy twice: first with delivery: { mode: 'direct', drainBuffer: true }, and without drainBuffer once the buffer is empty.`,
      );
    }
  }
}

function idOf({ id, name }: AudienceOutput): string {
  return id ?? name;
}

/** Whether the rule puts events into a buffer. */
function isFilled({ bufferUrl, drainsBuffer }: AudienceOutput): boolean {
  return bufferUrl !== undefined && drainsBuffer !== true;
}
