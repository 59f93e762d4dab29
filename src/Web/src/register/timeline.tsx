import type { Interval, LessonRegister, RegisterPerson } from '../api/registers';
import { t } from '../i18n';
import { formatSpan, formatTime } from '../i18n/format';
import { marksOf, shownOf, spanOf } from './figures';

const LENGTH = 1000;

/** When somebody was there, as a bar; in words for those who do not see it. */
export function Timeline({ register, person }: { register: LessonRegister; person: RegisterPerson }) {
  const span = spanOf(register);
  return (
    <svg class="presence-line" viewBox={`0 0 ${LENGTH} 10`} preserveAspectRatio="none" role="img" aria-label={presenceText(person)}>
      <title>{presenceText(person)}</title>
      <rect class="presence-line__lesson" width={LENGTH} height="10" />
      {marksOf(shownOf(person.intervals), span, register.asOf, LENGTH).map(({ at, size }) => (
        <rect key={at} class="presence-line__here" x={at} width={size} height="10" />
      ))}
    </svg>
  );
}

/** The same in words: « 8 h 05 – 8 h 20, depuis 8 h 28 ». */
export function presenceText({ intervals }: RegisterPerson): string {
  return intervals.length === 0
    ? t('register.never')
    : shownOf(intervals)
        .map(intervalText)
        .filter((text, at, all) => text !== all[at - 1]) // Several moments of one minute are said once.
        .join(', ');
}

function intervalText({ from, to }: Interval): string {
  const [begins, ends] = [formatTime(new Date(from)), formatTime(new Date(to ?? from))];
  return to === undefined ? t('register.since', { time: begins }) : begins === ends ? t('register.moment', { time: begins }) : formatSpan(new Date(from), new Date(to));
}
