/** A day as addresses and date fields name it: 2026-11-24. */
export function dayKey(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day that an address or a date field names, at midnight here; undefined if it names none. */
export function dayOf(key: string): Date | undefined {
  const [year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key)?.slice(1).map(Number) ?? [];
  const date = new Date(year ?? NaN, (month ?? NaN) - 1, day);
  return !Number.isNaN(date.getTime()) && dayKey(date) === key ? date : undefined;
}

/** So many calendar days later, at midnight, whatever the clocks do in between. */
export const daysAfter = (date: Date, count: number): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() + count);

/** Whether a time is the edge of a day here. */
export const isMidnight = (at: Date): boolean => at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
