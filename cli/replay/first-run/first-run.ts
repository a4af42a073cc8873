import type { PublishedMessage } from '../../../stand-in/sns/sns.ts';
import { wrap, wrapBeside } from '../../terminal/layout.ts';
import { type Colors, colorsFor, DONE, FAILED, type Output } from '../../terminal/program.ts';
import { replayEvents } from '../events.ts';
import type { ReplayOptions } from '../options.ts';
import { localPublisher } from '../publisher/local.ts';
import { Counts, type Replayed } from '../replayed.ts';
import { renderMessage, renderReplayed } from '../report.ts';
import { readFiles } from '../sources/files.ts';
import { samplePath, samplePaths } from '../sources/sample-events.ts';
import { DEMO_SETTINGS, startDemoLookUps } from './demo.ts';

/** Of each there is one in a week of any larger team. */
const SHOWN = [
  { sample: 'start-iam-user', title: 'Somebody opens a shell' },
  { sample: 'start-denied-instance-in-message', title: 'Somebody is refused' },
  { sample: 'start-document-arn-other-account', title: 'Something needs a look' },
] as const;

/**
 * The product on one screen, for whoever runs the command for the first time: three alerts with everything that a
 * deployment adds, what became of the other samples, and what to do next.
 *
 * @returns the exit status
 */
export async function firstRun(options: ReplayOptions, output: Output): Promise<number> {
  const colors = colorsFor(output);
  const print = (text: string) => output.write(`${text}\n`);
  const lookUps = await startDemoLookUps();
  const publisher = localPublisher(DEMO_SETTINGS, { enrich: lookUps.enrich });
  const replay = (paths: readonly string[]) =>
    replayEvents(readFiles(paths, { countOthers: false }), {
      publisher,
      options,
      audience: undefined,
      interruption: undefined,
    });
  try {
    for (const { sample, title } of SHOWN) {
      for await (const replayed of replay([samplePath(sample)])) {
        if (replayed.result === 'shown') print(renderAlert(title, replayed.received, colors));
      }
    }
    const counts = new Counts();
    for await (const replayed of replay(await samplePaths())) {
      counts.add(replayed);
      if (isWrong(replayed)) print(renderReplayed(replayed, [], colors) ?? '');
    }
    print(renderVerdict(counts, colors));
    return isRight(counts) ? DONE : FAILED;
  } finally {
    await lookUps.close();
  }
}

const WIDTH = 80;

/** The links are longer than a screen is wide, and lead nowhere in a demonstration. */
const LINKS = /^[\w ]+: https:\/\/\S+\n?/gm;

function renderAlert(title: string, message: PublishedMessage, colors: Colors): string {
  const { subject = '', bodies } = message;
  const { email, sms } = bodies;
  const shown = {
    ...message,
    subject: wrapBeside('Subject: '.length, subject),
    bodies: { ...bodies, email: wrap(email.replace(LINKS, '').replace(/\n{3,}/g, '\n\n')), sms: wrap(sms) },
  };
  const heading = colors.dim(`── ${title} ${'─'.repeat(WIDTH - 4 - title.length)}`);
  return `${heading}\n${renderMessage(shown, ['email', 'sms'], colors)}`;
}

function isWrong({ result }: Replayed): boolean {
  return result === 'not-understood' || result === 'failed';
}

function isRight(counts: Counts): boolean {
  return counts.of('not-understood', 'failed') === 0;
}

function renderVerdict(counts: Counts, colors: Colors): string {
  const [alerts, others] = [counts.of('shown'), counts.of('no-session-call', 'not-passed')];
  const verdict = isRight(counts)
    ? colors.green(`All ${counts.total} samples read as they should`)
    : colors.red('Some samples do not read as they should');
  return `${colors.dim('─'.repeat(WIDTH))}
${verdict}:
${alerts} session calls became alerts, ${others} calls that are not for the notifier did not.
Nothing was sent. Names and working hours are those of a demonstration.

What next:
  npm run replay -- --all             every sample, as mail and SMS
  npm run replay -- FILE or FOLDER    your own events, in any form
  npm run replay -- --help            an audience's view, a queue, CloudTrail
  npm run deploy                      see "Deploy" in README.md`;
}
