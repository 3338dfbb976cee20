const two = (value: number): string => String(value).padStart(2, '0');

/** The day of an instant (ISO 8601) by the clock of this machine: `2026-11-22`. */
export function writtenDay(instant: string): string {
  const date = new Date(instant);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** An instant (ISO 8601) as the clock of this machine shows it: `2026-11-22 09:40`. The same everywhere, so that two readers never take a month for a day. */
export function writtenMoment(instant: string): string {
  const date = new Date(instant);
  return `${writtenDay(instant)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
