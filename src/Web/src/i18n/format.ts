import { language, type Language } from './index';

const NARROW = '\u202f';
const WIDE = '\u00a0';
const DAY_MS = 86_400_000;

function locale(code: Language = language.value): string {
  return code === 'fr' ? 'fr-FR' : 'en-GB';
}

/** A time of day as people write it: « 9 h 05 » in French, 9:05 in English. */
export function formatTime(at: Date): string {
  const parts = new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  const hour = String(Number(part('hour')));
  return language.value === 'fr' ? `${hour}${NARROW}h${NARROW}${part('minute')}` : `${hour}:${part('minute')}`;
}

/** From when to when. */
export function formatSpan(from: Date, to: Date): string {
  return `${formatTime(from)} – ${formatTime(to)}`;
}

/** A day with its weekday, the year only when it is another one. */
export function formatDay(at: Date, now: Date): string {
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return written(at, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** A day, short: « 24 nov. 2026 », "24 Nov 2026"; of what is printed in the language of that. */
export function formatDate(at: Date, code?: Language): string {
  return written(at, { dateStyle: 'medium' }, code);
}

/** French months begin on the « 1er »; the browser writes « 1 ». */
function written(at: Date, how: Intl.DateTimeFormatOptions, code: Language = language.value): string {
  const parts = new Intl.DateTimeFormat(locale(code), how).formatToParts(at);
  return parts.map(({ type, value }) => (type === 'day' && value === '1' && code === 'fr' ? '1er' : value)).join('');
}

/** A day and a time of day. */
export function formatDateTime(at: Date): string {
  return `${formatDate(at)}, ${formatTime(at)}`;
}

/** A day near now by its name: « hier », « demain », else as formatDay. */
export function dayName(at: Date, now: Date): string {
  const days = daysBetween(now, at);
  return Math.abs(days) <= 1 ? new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day') : formatDay(at, now);
}

/** A day in little room: « lun. 23 », « Mon 23 ». */
export function formatDayShort(at: Date): { weekday: string; day: string } {
  return { weekday: new Intl.DateTimeFormat(locale(), { weekday: 'short' }).format(at), day: String(at.getDate()) };
}

/** From which day to which, as people write a week: « 23 – 29 novembre ». */
export function formatDays(from: Date, to: Date, now: Date): string {
  const year = to.getFullYear() === now.getFullYear() && from.getFullYear() === to.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', ...year }).formatRange(from, to);
}

/** Calendar days between two moments, as the calendar on the wall counts: 1 is tomorrow. */
export function daysBetween(from: Date, to: Date): number {
  const day = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((day(to) - day(from)) / DAY_MS);
}

/** How long from now, in the coarsest unit that still helps: « dans 5 minutes », "in 2 hours". */
export function formatDistance(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (Math.abs(minutes) < 60) {
    return relative.format(minutes, 'minute');
  }

  return Math.abs(minutes) < 24 * 60 ? relative.format(Math.round(minutes / 60), 'hour') : relative.format(daysBetween(now, at), 'day');
}

/** How long something has lasted, as a clock: 4:09, 1:02:30. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long something lasted, to say it: « 5 min 25 s », « 1 h 02 min ». */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const unit = (value: number, name: string, digits = 1) => `${String(value).padStart(digits, '0')}${WIDE}${name}`;
  return hours > 0 ? `${unit(hours, 'h')} ${unit(minutes, 'min', 2)}` : minutes > 0 ? `${unit(minutes, 'min')} ${unit(seconds % 60, 's', 2)}` : unit(seconds, 's');
}

/** A count with the separators of the language. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** A share of a whole, without decimals. */
export function formatShare(part: number, whole: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(whole === 0 ? 0 : part / whole);
}

/** Sorts classes as a school counts them: the grades of a French collège go down from 6e, then comes all else by name. */
export function byClass(a: string, b: string): number {
  const [from, to] = [gradeOf(a), gradeOf(b)];
  return (to ?? NO_GRADE) - (from ?? NO_GRADE) || byName(a, b);
}

const NO_GRADE = 0;

const gradeOf = (title: string): number | undefined => {
  const [, grade] = /^([3-6])\s?(?:e|è|ème|eme)(?![\p{L}\p{N}])/iu.exec(title) ?? [];
  return grade === undefined ? undefined : Number(grade);
};

/** Sorts by family name as a class list does: accents and case aside, numbers by value. */
export function byName(a: string, b: string): number {
  return new Intl.Collator(locale(), { sensitivity: 'base', numeric: true }).compare(a, b);
}
