import type { Substitute } from '../../api/schools';
import { t } from '../../i18n';
import { daysAfter, isMidnight } from '../../i18n/days';
import { byName, formatDay, formatSpan, formatTime } from '../../i18n/format';

export const teacherName = ({ givenName, familyName }: Substitute): string => `${givenName ?? ''} ${familyName ?? ''}`.trim() || t('substitutes.teacherGone');

/** From when to when, as people say it: whole days without hours, one day once. */
export function spanText(span: { from: string; to: string }, now: Date): string {
  const [from, to] = [new Date(span.from), new Date(span.to)];
  if (isMidnight(from) && isMidnight(to)) {
    const last = daysAfter(to, -1);
    return isSameDay(from, last) ? formatDay(from, now) : t('substitutes.days', { from: formatDay(from, now), to: formatDay(last, now) });
  }

  return isSameDay(from, to)
    ? `${formatDay(from, now)}, ${formatSpan(from, to)}`
    : t('substitutes.days', { from: `${formatDay(from, now)}, ${formatTime(from)}`, to: `${formatDay(to, now)}, ${formatTime(to)}` });
}

/** Those that run, that come, and that are over: each as one looks for them. */
export function groupsOf(all: readonly Substitute[], now: Date): Record<'now' | 'next' | 'past', Substitute[]> {
  const at = now.getTime();
  const by = (instant: 'from' | 'to', sign: 1 | -1) => (a: Substitute, b: Substitute) => sign * (Date.parse(a[instant]) - Date.parse(b[instant])) || byName(a.familyName ?? '', b.familyName ?? '');
  return {
    now: all.filter(({ from, to }) => Date.parse(from) <= at && at < Date.parse(to)).sort(by('to', 1)),
    next: all.filter(({ from }) => at < Date.parse(from)).sort(by('from', 1)),
    past: all.filter(({ to }) => Date.parse(to) <= at).sort(by('to', -1)),
  };
}

const isSameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();
