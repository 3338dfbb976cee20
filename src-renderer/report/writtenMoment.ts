/** An instant (ISO 8601) as the clock of this machine shows it: `2026-11-22 09:40`. The same everywhere, so that two readers never take a month for a day. */
export function writtenMoment(instant: string): string {
  const date = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
