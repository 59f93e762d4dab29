import { useSignal } from '@preact/signals';
import { Plus, SendHorizontal, Trash2 } from 'lucide-preact';
import { t } from '../../i18n';
import { isWritten, type LessonCommand, type PollKind } from '../../protocol';
import { Button, Check, Dialog, Field, focusWrong, IconButton, Notice } from '../../ui';
import { EMPTY_POLL, useRoom, type PollDraft } from '../room';

const CHOICES_MIN = 2;
const CHOICES_MAX = 6;
const QUESTION_MAX = 500;
const CHOICE_MAX = 100;
/** Students below which a result gives away who answered what. */
const ANONYMOUS_MIN = 5;
const KINDS: readonly PollKind[] = ['yesNo', 'trueFalse', 'choices', 'typed'];

/** The command that asks it; undefined while something is missing. */
export function commandOf(draft: PollDraft): LessonCommand | undefined {
  const question = draft.question.trim();
  const choices = draft.choices.map((choice) => choice.trim()).filter(isWritten);
  if (!isWritten(question) || (draft.kind === 'choices' && choices.length < CHOICES_MIN)) {
    return undefined;
  }

  return {
    type: 'askPoll',
    kind: draft.kind,
    question,
    ...(draft.kind === 'choices' ? { choices, severalAnswers: draft.several } : {}),
    anonymous: draft.anonymous,
  };
}

/** Where a teacher makes a poll: a question and what kind of answer, ready in ten seconds. */
export function PollDialog({ onClose }: { onClose: () => void }) {
  const room = useRoom();
  const draft = room.pollDraft;
  const tried = useSignal(false);
  const { kind, question, choices, several, anonymous } = draft.value;
  const set = (change: Partial<PollDraft>) => (draft.value = { ...draft.value, ...change });
  const students = Object.values(room.view.value.people).filter((person) => person.role !== 'teacher' && person.leftAt === undefined).length;

  const isFew = students < ANONYMOUS_MIN; // Then nobody is promised what the result will not keep.

  function close(): void {
    draft.value = EMPTY_POLL;
    onClose();
  }

  function ask(): void {
    tried.value = true;
    const command = commandOf(draft.value);
    if (command === undefined) {
      focusWrong();
    } else if (room.send(command)) {
      close();
    }
  }

  return (
    <Dialog
      open
      title={t('lesson.vote.newTitle')}
      onClose={close}
      onSubmit={ask}
      actions={
        <>
          <Button onClick={close}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={SendHorizontal} type="submit">
            {t('lesson.vote.launch')}
          </Button>
        </>
      }
    >
      <Field
        label={t('lesson.vote.question')}
        hint={t('lesson.vote.questionHint')}
        error={tried.value && !isWritten(question) ? t('lesson.vote.questionRequired') : undefined}
        value={question}
        onText={(text) => set({ question: text })}
        maxLength={QUESTION_MAX}
        name="question"
        autoComplete="off"
        autoFocus
      />
      <fieldset class="poll-kinds">
        <legend class="field__label">{t('lesson.vote.kind')}</legend>
        {KINDS.map((one) => (
          <button key={one} type="button" class="composer__choice" aria-pressed={kind === one} onClick={() => {
              tried.value = false; // What is missing in another kind was not left out here.
              set({ kind: one });
            }}>
            {t(`lesson.vote.${one}`)}
          </button>
        ))}
      </fieldset>
      {kind === 'choices' && <Choices choices={choices} onChange={(changed) => set({ choices: changed })} />}
      {tried.value && kind === 'choices' && choices.filter((choice) => choice.trim() !== '').length < CHOICES_MIN && <Notice tone="danger">{t('lesson.vote.choicesRequired')}</Notice>}
      <div>
        {kind === 'choices' && <Check label={t('lesson.vote.several')} checked={several} onCheck={(checked) => set({ several: checked })} />}
        <Check label={t('lesson.vote.anonymous')} hint={t(isFew ? 'lesson.vote.anonymousCounted' : 'lesson.vote.anonymousHint')} checked={anonymous} onCheck={(checked) => set({ anonymous: checked })} />
        {anonymous && isFew && <Notice tone="sun">{students === 0 ? t('lesson.vote.anonymousNobody') : t('lesson.vote.anonymousFew', { count: students })}</Notice>}
      </div>
    </Dialog>
  );
}

function Choices({ choices, onChange }: { choices: readonly string[]; onChange: (choices: readonly string[]) => void }) {
  return (
    <div class="poll-choices">
      {choices.map((choice, at) => (
        <div key={at} class="poll-choices__row">
          <Field label={t('lesson.vote.choice', { number: at + 1 })} value={choice} onText={(text) => onChange(choices.map((other, index) => (index === at ? text : other)))} maxLength={CHOICE_MAX} autoComplete="off" />
          {choices.length > CHOICES_MIN && <IconButton icon={Trash2} label={t('lesson.vote.removeChoice', { number: at + 1 })} onClick={() => onChange(choices.filter((_, index) => index !== at))} />}
        </div>
      ))}
      {choices.length < CHOICES_MAX && (
        <Button size="small" kind="quiet" icon={Plus} onClick={() => onChange([...choices, ''])}>
          {t('lesson.vote.addChoice')}
        </Button>
      )}
    </div>
  );
}
