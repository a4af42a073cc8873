import * as v from 'valibot';
import { SEVERITIES } from '../../lambda/domain/severity.ts';
import { covers, isAnything } from '../event-pattern/wildcards.ts';
import { ACTIONS, type Action, type AudienceFilter, OUTCOMES } from './filter.ts';
import {
  accountId,
  choice,
  displayName,
  emailAddress,
  functionArn,
  group,
  httpsUrl,
  list,
  type Problem,
  phoneNumber,
  queueArn,
  report,
  selection,
  sentence,
  text,
} from './values.ts';

/** It becomes part of the names of resources and outputs. */
const audienceName = v.pipe(
  text,
  v.regex(
    /^[a-z][a-z0-9-]{0,29}$/,
    'is not a name for an audience: 1 to 30 lower-case letters, digits and hyphens, a letter first',
  ),
);

const subscribers = group({
  email: v.exactOptional(list(emailAddress)),
  sms: v.exactOptional(list(phoneNumber)),
  https: v.exactOptional(list(httpsUrl)),
  sqs: v.exactOptional(list(queueArn)),
  lambda: v.exactOptional(list(functionArn)),
});

const regionName = v.pipe(
  text,
  v.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not the name of a Region, such as eu-central-1'),
);

/** In which `*` stands for any characters. */
const name = v.pipe(text, v.trim(), v.nonEmpty('is no name: it is empty'));

const ignoredActor = v.pipe(
  name,
  v.check(
    (actor) => !isAnything(actor),
    'ignores everybody, so no alert would ever be sent: name the actors whose sessions nobody needs to hear of',
  ),
);

const filter = v.pipe(
  group({
    actions: v.exactOptional(selection(choice('an action', Object.keys(ACTIONS) as Action[]))),
    outcomes: v.exactOptional(selection(choice('an outcome', OUTCOMES))),
    accounts: v.exactOptional(selection(accountId)),
    regions: v.exactOptional(selection(regionName)),
    documents: v.exactOptional(selection(name)),
    actors: v.exactOptional(selection(name)),
    targets: v.exactOptional(selection(name)),
    minimumSeverity: v.exactOptional(choice('a severity', SEVERITIES)),
    ignoreActors: v.exactOptional(list(group({ actor: ignoredActor, because: sentence }))),
  }),
  v.rawCheck((context) => report(context, contradictions)),
);

const audience = group({
  name: audienceName,
  displayName: v.exactOptional(displayName),
  subscribers: v.exactOptional(subscribers),
  filter: v.exactOptional(filter),
});

export const audiences = v.pipe(
  v.array(audience, 'is not a list'),
  v.nonEmpty('would alert nobody: name an audience, or leave it out for one that is told everything'),
  v.rawCheck((context) => report(context, sameNames)),
);

function sameNames(all: readonly { readonly name: string }[]): Problem[] {
  return all.flatMap(({ name }, index) => {
    const first = all.findIndex((other) => alike(other.name, name));
    const message = `is the name of audiences[${first}], too${all[first]?.name === name ? '' : ': hyphens do not count'}`;
    return first === index ? [] : [{ path: [index, 'name'], value: name, message }];
  });
}

/** Hyphens are left out of the names of outputs. */
function alike(one: string, other: string): boolean {
  return one.replaceAll('-', '') === other.replaceAll('-', '');
}

/** Why a filter can match nothing, or less than it seems to say. */
function contradictions({ actions, documents, targets, actors, ignoreActors }: AudienceFilter): Problem[] {
  const found: Problem[] = [];
  const named = documents ? 'documents' : targets ? 'targets' : undefined;
  if (named && actions?.some((action) => action !== 'start')) {
    const message = actions.includes('start')
      ? `holds more than start, but only a start names its ${named}: leave actions out, and tell another audience of the rest`
      : `leaves out start, and only a start names its ${named}, so no alert would ever be sent: leave actions out`;
    found.push({ path: ['actions'], value: actions, message });
  }
  if (actors?.every((actor) => ignoreActors?.some((ignored) => coversAnyCase(ignored.actor, actor)))) {
    const message =
      'selects only actors that ignoreActors withholds, so no alert would ever be sent: take some out of either';
    found.push({ path: ['actors'], value: actors, message });
  }
  return found;
}

/** As the function compares `ignoreActors`. */
function coversAnyCase(wide: string, narrow: string): boolean {
  return covers(wide.toLowerCase(), narrow.toLowerCase());
}
