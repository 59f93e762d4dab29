import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CalendarPlus, Info, UserRoundPlus } from 'lucide-preact';
import type { ClassSummary } from '../../api/lessons';
import { readAllClasses, readClass, readTeachers, type PersonInOffice } from '../../api/office';
import { ApiError } from '../../api/http';
import { problemText } from '../../api/problem';
import { addSubstitute, type Substitute } from '../../api/schools';
import { useAttempt } from '../../app/attempt';
import { tidyTime } from '../../day/plan-form';
import { isMessage, t } from '../../i18n';
import { dayOf } from '../../i18n/days';
import { byClass, formatDay } from '../../i18n/format';
import { Button, Check, Dialog, Field, Notice, toast } from '../../ui';
import { Picker } from '../../ui/picker';
import { nameOf } from '../people/standing';
import { teacherName } from './spans';
import { draftOf, errorsOf, longerForm, newForm, notesOf, type SubstituteForm } from './substitute-form';

const REASON_MAX = 200;

type AddDialogProps = { school: string; substitutes: readonly Substitute[]; /** What is to go on for longer. */ longer?: Substitute | undefined; onAdded: () => void; onClose: () => void };

/** Where the office says who stands in, in which class, and for how long; or for how much longer. */
export function AddDialog({ school, substitutes, longer, onAdded, onClose }: AddDialogProps) {
  const form = useSignal<SubstituteForm>(longer ? longerForm(longer) : newForm(new Date()));
  const classes = useSignal<readonly ClassSummary[] | undefined>(undefined);
  const people = useSignal<readonly PersonInOffice[] | undefined>(undefined);
  /** Who teaches the class picked, by the roster. */
  const teachers = useSignal<{ class: string; ids: ReadonlySet<string> } | undefined>(undefined);
  const { busy, tried, failure, run, fail } = useAttempt();
  const set = (change: Partial<SubstituteForm>) => (form.value = { ...form.value, ...change });

  useEffect(() => {
    Promise.all([readAllClasses(school), readTeachers(school)]).then(([allClasses, allTeachers]) => {
      classes.value = [...allClasses].sort((a, b) => byClass(a.title, b.title));
      people.value = allTeachers;
    }, fail);
  }, [school]);

  useEffect(() => {
    const { class: picked } = form.value;
    if (picked !== '') {
      readClass(picked).then(
        ({ enrollments }) => (teachers.value = { class: picked, ids: new Set(enrollments.filter(({ role, until }) => role === 'teacher' && until === undefined).map(({ person }) => person)) }),
        () => {}, // Only a help: whoever teaches the class already may stand in without harm.
      );
    }
  }, [form.value.class]);

  const context = {
    now: new Date(),
    substitutes,
    teachers: teachers.value?.class === form.value.class ? teachers.value.ids : undefined,
    nameOf: (id: string) => nameOf(people.value?.find((person) => person.id === id) ?? { givenName: '', familyName: '' }),
  };
  const errors = errorsOf(form.value, context);
  const notes = notesOf(form.value, context);
  /** Conflicts are told at once, what is only missing after the first try. */
  const shown = (field: keyof typeof errors) => (tried.value || (field === 'teacher' && form.value.teacher !== '') || (field.startsWith('to') && form.value.toDay !== '') ? errors[field] : undefined);

  const submit = () =>
    void run(Object.keys(errors).length === 0, async () => {
      await addSubstitute(school, draftOf(form.value));
      onAdded();
      onClose();
      toast(t(longer ? 'substitutes.extended' : 'substitutes.added'), 'good');
    }, explain);

  return (
    <Dialog
      open
      title={t(longer ? 'substitutes.extendTitle' : 'substitutes.add')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={longer ? CalendarPlus : UserRoundPlus} busy={busy.value} type="submit">
            {t(longer ? 'substitutes.extend' : 'substitutes.addIt')}
          </Button>
        </>
      }
    >
      <Picker
        label={t('substitutes.class')}
        error={shown('class')}
        name="class"
        value={form.value.class}
        onPick={(picked) => set({ class: picked })}
        disabled={classes.value === undefined || longer !== undefined}
        options={longer ? [{ value: longer.class, label: longer.classTitle ?? t('substitutes.classGone') }] : (classes.value ?? []).map((one) => ({ value: one.class, label: one.title, detail: one.subject }))}
      />
      <Picker
        label={t('substitutes.teacher')}
        hint={longer ? undefined : t('substitutes.pickHint')}
        error={shown('teacher')}
        name="teacher"
        value={form.value.teacher}
        onPick={(teacher) => set({ teacher })}
        disabled={people.value === undefined || longer !== undefined}
        options={longer ? [{ value: longer.teacher, label: teacherName(longer) }] : (people.value ?? []).map((person) => ({ value: person.id, label: nameOf(person), detail: person.email }))}
      />
      <Times form={form.value} set={set} shown={shown} />
      <Field label={t('substitutes.reason')} hint={t('substitutes.reasonHint')} value={form.value.reason} onText={(reason) => set({ reason })} maxLength={REASON_MAX} name="reason" autoComplete="off" />
      {notes.map((note) => (
        <Notice key={note} tone="sky" icon={Info} live>
          {note}
        </Notice>
      ))}
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
    </Dialog>
  );
}

/** What the gateway found wrong though the form did not: the roster or the clock moved on meanwhile. */
function explain(error: unknown): string {
  const key = `substitutes.refused.${error instanceof ApiError ? error.code : ''}`;
  return isMessage(key) ? t(key) : problemText(error);
}

type TimesProps = { form: SubstituteForm; set: (change: Partial<SubstituteForm>) => void; shown: (field: 'fromDay' | 'toDay' | 'fromTime' | 'toTime') => string | undefined };

/** From when to when: days, and hours if somebody wants them. */
function Times({ form, set, shown }: TimesProps) {
  return (
    <div class="substitute-form__times">
      <Field label={t('substitutes.from')} type="date" name="fromDay" hint={dayInWords(form.fromDay)} value={form.fromDay} error={shown('fromDay')} onText={(fromDay) => set({ fromDay, ...(form.toDay < fromDay ? { toDay: fromDay } : {}) })} />
      {!form.wholeDays && <TimeField label={t('substitutes.fromTime')} name="fromTime" value={form.fromTime} error={shown('fromTime')} onText={(fromTime) => set({ fromTime })} />}
      <Field label={t(form.wholeDays ? 'substitutes.toIncluded' : 'substitutes.to')} type="date" name="toDay" hint={dayInWords(form.toDay)} value={form.toDay} min={form.fromDay} error={shown('toDay')} onText={(toDay) => set({ toDay })} />
      {!form.wholeDays && <TimeField label={t('substitutes.toTime')} name="toTime" value={form.toTime} error={shown('toTime')} onText={(toTime) => set({ toTime })} />}
      <Check label={t('substitutes.wholeDays')} checked={form.wholeDays} onCheck={(wholeDays) => set({ wholeDays })} />
    </div>
  );
}

/** The day beside its figures, which a browser may write in another order than the page's language does. */
function dayInWords(text: string): string | undefined {
  const day = dayOf(text);
  return day && formatDay(day, new Date());
}

function TimeField(props: { label: string; name: string; value: string; error: string | undefined; onText: (text: string) => void }) {
  return <Field {...props} onBlur={() => props.onText(tidyTime(props.value))} maxLength={12} autoComplete="off" />;
}
