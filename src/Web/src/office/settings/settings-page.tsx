import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CloudOff, RotateCcw, Save, Undo2, UsersRound } from 'lucide-preact';
import { ApiError } from '../../api/http';
import { problemText } from '../../api/problem';
import { changeSettings, readTaggedSettings, type SettingsOfSchool } from '../../api/schools';
import { useAttempt } from '../../app/attempt';
import { useUnsaved } from '../../app/unsaved';
import { LANGUAGES, suggestLanguage, t, type Language } from '../../i18n';
import { Button, EmptyState, Field, Notice, Select, toast, Waiting } from '../../ui';
import type { SchoolHere } from '../school';
import { LeaveDialog } from './leave-dialog';
import { differences, errorsOf, formOf, inWords, LATE_MINUTES_MAX, merge, settingsOf, type SettingsField, type SettingsForm } from './settings-form';
import './settings.css';

type Tagged = { body: SettingsOfSchool; tag: string };

type Read = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'read'; settings: Tagged };

/** What holds for all lessons of the school. */
export function SettingsPage({ school }: { school: SchoolHere }) {
  const read = useSignal<Read>({ kind: 'asking' });
  const load = () =>
    void readTaggedSettings(school.id).then(
      (settings) => (read.value = { kind: 'read', settings }),
      (error: unknown) => (read.value = { kind: 'failed', error }),
    );
  useEffect(load, [school.id]);

  switch (read.value.kind) {
    case 'asking':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return (
        <EmptyState icon={CloudOff} title={t('settings.failed')} action={<Button icon={RotateCcw} onClick={load}>{t('ui.retry')}</Button>}>
          {problemText(read.value.error)}
        </EmptyState>
      );
    case 'read':
      return <Form school={school} read={read.value.settings} />;
  }
}

/** The form; what somebody else changes meanwhile is told, and nothing typed is lost. */
function Form({ school, read }: { school: SchoolHere; read: Tagged }) {
  const known = useSignal(read);
  const form = useSignal(formOf(read.body));
  const theirs = useSignal<readonly SettingsField[]>([]);
  const { busy, tried, failure, run } = useAttempt();
  const saved = formOf(known.value.body);
  const isChanged = differences(saved, form.value).length > 0;
  const leaving = useUnsaved(isChanged);
  const bound = known.value.body.participantsBound;
  const errors = errorsOf(form.value, bound);
  const shown = (field: 'late' | 'max') => (tried.value || form.value[field] !== saved[field] ? errors[field] : undefined);
  const set = (change: Partial<SettingsForm>) => (form.value = { ...form.value, ...change });

  function take(settings: Tagged): void {
    known.value = settings;
    form.value = formOf(settings.body);
    theirs.value = [];
  }

  async function save(): Promise<void> {
    try {
      take(await changeSettings(school.id, settingsOf(form.value), known.value.tag));
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'versionConflict') {
        throw error;
      }

      if (await meet(await readTaggedSettings(school.id))) {
        return; // Somebody has to look at it first.
      }
    }

    toast(t('settings.saved'), 'good');
    void suggestLanguage(known.value.body.language);
  }

  /** Puts one's own changes on top of what somebody else saved; false if that is what one wanted anyway, as after an answer that was lost. */
  async function meet(now: Tagged): Promise<boolean> {
    const merged = merge(saved, form.value, formOf(now.body));
    if (differences(merged.form, formOf(now.body)).length === 0) {
      take(now);
      return false;
    }

    known.value = now;
    form.value = merged.form;
    theirs.value = merged.theirs;
    return true;
  }

  function submit(event: Event): void {
    event.preventDefault();
    void run(Object.keys(errors).length === 0, save);
  }

  return (
    <>
      <form class="settings" onSubmit={submit} noValidate>
        <section class="settings__part">
          <h2>{t('settings.lateTitle')}</h2>
          <Field
            label={t('settings.late')}
            hint={t('settings.lateHint')}
            error={shown('late')}
            value={form.value.late}
            onText={(late) => set({ late })}
            name="late"
            inputMode="numeric"
            maxLength={6}
            autoComplete="off"
            placeholder={`0–${LATE_MINUTES_MAX}`}
          />
        </section>
        <section class="settings__part">
          <h2>{t('settings.languageTitle')}</h2>
          <Select label={t('settings.language')} hint={t('settings.languageHint')} value={form.value.language} onText={(code) => set({ language: code as Language })} options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))} />
        </section>
        <section class="settings__part">
          <h2>{t('settings.maxTitle')}</h2>
          <Field
            label={t('settings.max')}
            hint={t('settings.maxHint', { bound })}
            error={shown('max')}
            value={form.value.max}
            onText={(max) => set({ max })}
            name="max"
            inputMode="numeric"
            maxLength={6}
            autoComplete="off"
            placeholder={String(bound)}
          />
        </section>
        {theirs.value.length > 0 && <Conflict fields={theirs.value} mine={form.value} now={known.value.body} onTake={() => take(known.value)} />}
        <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
        <div class="settings__actions">
          <Button type="submit" kind="primary" icon={Save} busy={busy.value} disabled={!isChanged}>
            {t('settings.save')}
          </Button>
          {isChanged && theirs.value.length === 0 && (
            <Button kind="quiet" icon={Undo2} onClick={() => take(known.value)}>
              {t('settings.undo')}
            </Button>
          )}
          <p role="status" class="settings__state">
            {isChanged && t('settings.unsaved')}
          </p>
        </div>
      </form>
      {leaving && <LeaveDialog leaving={leaving} />}
    </>
  );
}

type ConflictProps = { fields: readonly SettingsField[]; mine: SettingsForm; now: SettingsOfSchool; onTake: () => void };

/** Says what somebody else saved meanwhile, where the button was just pressed. */
function Conflict({ fields, mine, now, onTake }: ConflictProps) {
  const theirs = formOf(now);
  return (
    <div role="alert">
      <Notice tone="sun" icon={UsersRound} title={t('settings.conflictTitle')}>
        <p>{t('settings.conflictText')}</p>
        <ul class="settings__conflict">
          {fields.map((field) => (
            <li key={field}>
              <strong>{t(`settings.${field}Title`)}</strong>
              <span>
                {differences(theirs, mine).includes(field)
                  ? t('settings.conflictBoth', { theirs: inWords(field, theirs, now), mine: inWords(field, mine, now) })
                  : t('settings.conflictTheirs', { theirs: inWords(field, theirs, now) })}
              </span>
            </li>
          ))}
        </ul>
        <Button size="small" icon={Undo2} onClick={onTake}>
          {t('settings.takeTheirs')}
        </Button>
      </Notice>
    </div>
  );
}
