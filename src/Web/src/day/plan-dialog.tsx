import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { CalendarPlus, Check, Play } from 'lucide-preact';
import { useLocation } from 'wouter-preact';
import { changeLesson, planLesson, readClasses, type ClassSummary, type LessonDraft } from '../api/lessons';
import { useAttempt } from '../app/attempt';
import { t } from '../i18n';
import { randomId } from '../identity/device';
import { startOnEntry } from '../lesson/starting';
import { isWritten } from '../protocol';
import { Button, Dialog, Field, Notice, Select, toast } from '../ui';
import { daysOf, draftOf, formOf, lengthsOf, parseTime, suggestedTitle, tidyTime, TITLE_MAX, type PlanForm, type Planning } from './plan-form';

export type { Planning } from './plan-form';

type PlanDialogProps = { planning: Planning | undefined; school: string | undefined; onClose: () => void; onPlanned: () => void };

/** Where a teacher says what, for whom and when; open while there is something to plan. */
export function PlanDialog({ planning, ...rest }: PlanDialogProps) {
  return planning ? <OpenDialog planning={planning} {...rest} /> : null;
}

function OpenDialog({ planning, school, onClose, onPlanned }: PlanDialogProps & { planning: Planning }) {
  const [, go] = useLocation();
  const form = useSignal<PlanForm>(formOf(planning, new Date()));
  const classes = useSignal<readonly ClassSummary[] | undefined>(undefined);
  const { busy, tried, failure, run, fail } = useAttempt();
  const now = planning.kind === 'now';
  const id = useMemo(randomId, []);
  const title = useRef<HTMLInputElement>(null);
  /** Whether the title is still the one that was put there. */
  const isSuggested = useSignal(now);

  function set(change: Partial<PlanForm>): void {
    form.value = { ...form.value, ...change };
  }

  function choose(found: ClassSummary | undefined): void {
    set({ class: found?.class ?? '', ...(found && isSuggested.value ? { title: suggestedTitle(found, new Date()) } : {}) });
  }

  // What was put there is written over, not to: whoever is in the field has it chosen.
  useEffect(() => {
    if (isSuggested.value && document.activeElement === title.current) {
      title.current?.select();
    }
  }, [form.value.title]);

  useEffect(() => {
    if (planning.kind === 'change' || school === undefined) {
      return;
    }

    readClasses(school).then(
      (found) => {
        classes.value = found;
        choose(found.find((one) => one.class === form.value.class) ?? found[0]);
      },
      fail,
    );
  }, [planning.kind, school]);

  async function plan(draft: LessonDraft): Promise<void> {
    const planned = planning.kind === 'change' ? await changeLesson(planning.plan, draft) : await planLesson(form.value.class, { ...draft, lesson: `${school}~${id}` });
    onPlanned();
    onClose();
    if (now) {
      startOnEntry(planned.lesson);
      go(`/lessons/${planned.lesson}`);
    } else {
      toast(t(planning.kind === 'change' ? 'day.changed' : 'day.planned'), 'good');
    }
  }

  function submit(): void {
    const draft = draftOf(form.value, planning, new Date());
    void run(draft !== undefined, () => plan(draft!));
  }

  const noClasses = classes.value?.length === 0;
  return (
    <Dialog
      open
      title={t(now ? 'day.startTitle' : planning.kind === 'change' ? 'day.changeTitle' : 'day.planTitle')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={now ? Play : planning.kind === 'change' ? Check : CalendarPlus} busy={busy.value} disabled={noClasses} type="submit">
            {t(now ? 'day.startIt' : planning.kind === 'change' ? 'day.saveIt' : 'day.planIt')}
          </Button>
        </>
      }
    >
      {now && <p>{t('day.startIntro')}</p>}
      {noClasses && <Notice tone="sun">{t('day.noClasses')}</Notice>}
      {planning.kind !== 'change' && (
        <Select
          label={t('day.class')}
          value={form.value.class}
          onText={(text) => choose(classes.value?.find((one) => one.class === text))}
          disabled={classes.value === undefined}
          options={(classes.value ?? []).map((found) => ({ value: found.class, label: found.subject ? `${found.title} · ${found.subject}` : found.title }))}
        />
      )}
      <Field
        label={t('day.lessonTitle')}
        hint={t('day.lessonTitleHint')}
        error={tried.value && !isWritten(form.value.title) ? t('day.titleRequired') : undefined}
        value={form.value.title}
        inputRef={title}
        onText={(text) => {
          isSuggested.value = false;
          set({ title: text });
        }}
        onFocus={() => isSuggested.value && title.current?.select()}
        maxLength={TITLE_MAX}
        name="title"
        autoComplete="off"
        autoFocus={now}
      />
      <div class="plan-form__times">
        {!now && <Select label={t('day.date')} value={form.value.day} onText={(text) => set({ day: text })} options={daysOf(form.value, new Date())} />}
        {!now && (
          <Field
            label={t('day.from')}
            error={tried.value && parseTime(form.value.from) === undefined ? t('day.timeRequired') : undefined}
            value={form.value.from}
            onText={(text) => set({ from: text })}
            onBlur={() => set({ from: tidyTime(form.value.from) })}
            maxLength={12}
            name="from"
            autoComplete="off"
          />
        )}
        <Select
          label={t('day.minutes')}
          value={form.value.minutes}
          onText={(text) => set({ minutes: text })}
          options={lengthsOf(form.value).map((count) => ({ value: String(count), label: t('day.duration', { count }) }))}
        />
      </div>
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
    </Dialog>
  );
}
