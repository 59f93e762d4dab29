import type { Substitute, SubstituteDraft } from '../../api/schools';
import { parseTime } from '../../day/plan-form';
import { t } from '../../i18n';
import { dayKey, dayOf, daysAfter, isMidnight } from '../../i18n/days';
import { formatTime } from '../../i18n/format';
import { spanText, teacherName } from './spans';

const DAY_MS = 86_400_000;

/** Longest substitution, in days. */
const SPAN_DAYS_MAX = 400;

/** What the dialog holds while it is filled in: days as 2026-11-24, times as they were typed. */
export type SubstituteForm = { class: string; teacher: string; fromDay: string; toDay: string; wholeDays: boolean; fromTime: string; toTime: string; reason: string };

export type FormErrors = Partial<Record<'class' | 'teacher' | 'fromDay' | 'toDay' | 'fromTime' | 'toTime', string>>;

/** What the form is held against. */
export type FormContext = {
  now: Date;
  /** Those there are. */
  substitutes: readonly Substitute[];
  /** Who teaches the class by the roster, by id; undefined while it is not known. */
  teachers: ReadonlySet<string> | undefined;
  /** Names by id. */
  nameOf: (teacher: string) => string;
};

/** What the dialog shows at first: today, all day. */
export function newForm(now: Date): SubstituteForm {
  const today = dayKey(now);
  return { class: '', teacher: '', fromDay: today, toDay: today, wholeDays: true, fromTime: '8:00', toTime: '18:00', reason: '' };
}

/** What the dialog shows to have somebody stand in for longer: a further day, from when it ends now. */
export function longerForm({ class: class_, teacher, reason, ...span }: Substitute): SubstituteForm {
  const [from, to] = [new Date(span.from), new Date(span.to)];
  const wholeDays = isMidnight(from) && isMidnight(to);
  const last = wholeDays ? to : daysAfter(to, 1);
  return { class: class_, teacher, fromDay: dayKey(to), toDay: dayKey(last), wholeDays, fromTime: formatTime(to), toTime: formatTime(to), reason: reason ?? '' };
}

/** From when to when the form says; undefined while that cannot be read. */
export function timesOf(form: SubstituteForm): { from: Date; to: Date } | undefined {
  const first = dayOf(form.fromDay);
  const last = dayOf(form.toDay);
  const [fromTime, toTime] = [parseTime(form.fromTime), parseTime(form.toTime)];
  if (!first || !last || (!form.wholeDays && (fromTime === undefined || toTime === undefined))) {
    return undefined;
  }

  return form.wholeDays
    ? { from: first, to: daysAfter(last, 1) }
    : { from: new Date(`${form.fromDay}T${fromTime}`), to: new Date(`${form.toDay}T${toTime}`) };
}

/** What is wrong, beside the field where it can be mended. */
export function errorsOf(form: SubstituteForm, context: FormContext): FormErrors {
  return {
    ...(form.class === '' ? { class: t('substitutes.classRequired') } : {}),
    ...teacherErrors(form, context),
    ...timeErrors(form, context.now),
  };
}

function teacherErrors(form: SubstituteForm, { teachers, substitutes, nameOf, now }: FormContext): FormErrors {
  if (form.teacher === '') {
    return { teacher: t('substitutes.teacherRequired') };
  }

  const name = nameOf(form.teacher);
  const twice = overlapping(form, substitutes).find((one) => one.class === form.class && one.teacher === form.teacher);
  return teachers?.has(form.teacher)
    ? { teacher: t('substitutes.teachesAlready', { name }) }
    : twice
      ? { teacher: t('substitutes.standsInAlready', { name, when: spanText(twice, now) }) }
      : {};
}

function timeErrors(form: SubstituteForm, now: Date): FormErrors {
  const times = timesOf(form);
  if (!times) {
    return {
      ...(dayOf(form.fromDay) ? {} : { fromDay: t('substitutes.dayRequired') }),
      ...(dayOf(form.toDay) ? {} : { toDay: t('substitutes.dayRequired') }),
      ...(form.wholeDays || parseTime(form.fromTime) !== undefined ? {} : { fromTime: t('day.timeRequired') }),
      ...(form.wholeDays || parseTime(form.toTime) !== undefined ? {} : { toTime: t('day.timeRequired') }),
    };
  }

  const field = !form.wholeDays && form.fromDay === form.toDay ? 'toTime' : 'toDay';
  return times.to <= times.from
    ? { [field]: t('substitutes.endsFirst') }
    : times.to <= now
      ? { [field]: t('substitutes.overAlready') }
      : times.to.getTime() - times.from.getTime() > SPAN_DAYS_MAX * DAY_MS
        ? { toDay: t('substitutes.tooLong', { count: SPAN_DAYS_MAX }) }
        : {};
}

/** What is allowed, but worth knowing before it is done. */
export function notesOf(form: SubstituteForm, { substitutes, nameOf, now }: FormContext): string[] {
  return overlapping(form, substitutes).flatMap((one) =>
    one.class === form.class && form.class !== '' && one.teacher !== form.teacher
      ? [t('substitutes.otherThere', { name: teacherName(one), when: spanText(one, now) })]
      : one.teacher === form.teacher && form.teacher !== '' && one.class !== form.class
        ? [t('substitutes.elsewhereToo', { name: nameOf(form.teacher), class: one.classTitle ?? t('substitutes.classGone'), when: spanText(one, now) })]
        : [],
  );
}

/** What to ask the gateway for. */
export function draftOf(form: SubstituteForm): SubstituteDraft {
  const { from, to } = timesOf(form)!;
  const reason = form.reason.trim();
  return { class: form.class, teacher: form.teacher, from: from.toISOString(), to: to.toISOString(), ...(reason === '' ? {} : { reason }) };
}

function overlapping(form: SubstituteForm, substitutes: readonly Substitute[]): Substitute[] {
  const times = timesOf(form);
  return times ? substitutes.filter((one) => Date.parse(one.from) < times.to.getTime() && times.from.getTime() < Date.parse(one.to)) : [];
}
