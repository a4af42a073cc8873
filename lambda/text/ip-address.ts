/** The length of six groups of four digits and an IPv4 address of twelve. */
const MAX_IPV6_CHARACTERS = 45;

/** Whether text is an IPv4 address: four numbers from 0 to 255 without leading zeros. */
export function isIpv4(text: string): boolean {
  const bytes = text.split('.');
  return bytes.length === 4 && bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) <= 255);
}

/**
 * Whether text is an IPv6 address without a zone: eight groups of hexadecimal digits, of which `::` may once stand
 * for one or more, and the last two may be written as IPv4.
 *
 * One pattern for the whole, as Node and libraries have it, takes a cold start up to a millisecond.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
export function isIpv6(text: string): boolean {
  if (text.length > MAX_IPV6_CHARACTERS || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = last.includes('.') && halves.at(-1) !== '' && isIpv4(last);
  const count = groups.length + (endsInIpv4 ? 1 : 0);
  const hexadecimal = endsInIpv4 ? groups.slice(0, -1) : groups;
  return (
    hexadecimal.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? count < 8 : count === 8)
  );
}
