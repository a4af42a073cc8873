import { at, type Container, isObject, type Json, listAt } from './container.ts';

/** The output of `aws athena get-query-results`: rows of cells, of which the first has the names of the columns. */
const athenaResults: Container = {
  recognises: (value) => Array.isArray(at(value, 'ResultSet', 'Rows')),
  open: (value) => {
    const [names = [], ...rows] = listAt(value, 'ResultSet', 'Rows').map((row) =>
      listAt(row, 'Data').map((cell) => at(cell, 'VarCharValue')),
    );
    return rows.map((row) => toRow(names.map(String), row));
  },
};

/** The output of `aws cloudtrail get-query-results`: each cell of a row is an object with one key. */
const lakeResults: Container = {
  recognises: ({ QueryResultRows }) => Array.isArray(QueryResultRows),
  open: (value) =>
    listAt(value, 'QueryResultRows').map((row) =>
      Array.isArray(row) ? Object.assign({}, ...row.filter(isObject)) : row,
    ),
};

export const QUERIES: readonly Container[] = [athenaResults, lakeResults];

function toRow(names: readonly string[], row: readonly unknown[]): Json {
  return Object.fromEntries(names.map((name, index) => [name, row[index]]));
}
