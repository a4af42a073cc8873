/** The time between two instants in at most two units, rounded down: `40 s`, `2 h 5 min`. Undefined if `to` is before `from`. */
export function duration(from: string, to: string): string | undefined {
  const seconds = Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
  if (!(seconds >= 0)) return undefined;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24
    ? pair(hours, 'h', minutes % 60, 'min')
    : pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
