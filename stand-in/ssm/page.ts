import { type JsonInput, validationError } from '../json-protocol.ts';
import { type Page, pageOf } from '../page.ts';
import { ServiceError } from '../service.ts';

/** The sizes that a page of one action may have, and the size that it has when nobody says. */
export interface PageSizes {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

/** @throws {ServiceError} `ValidationException` for the size, `InvalidNextToken` */
export function ssmPage<Item>(list: readonly Item[], input: JsonInput, sizes: PageSizes): Page<Item> {
  const size = input.MaxResults ?? sizes.usual;
  if (typeof size !== 'number' || size < sizes.least) {
    throw validationError(
      'maxResults',
      size,
      `Member must have value greater than or equal to ${sizes.least}`,
    );
  }
  if (size > sizes.most) {
    throw validationError('maxResults', size, `Member must have value less than or equal to ${sizes.most}`);
  }
  const page = pageOf(list, input.NextToken as string | undefined, size);
  if (!page) throw new ServiceError(400, 'InvalidNextToken', 'The specified token is not valid.');
  return page;
}
