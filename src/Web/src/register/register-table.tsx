import { useSignal } from '@preact/signals';
import { PencilLine } from 'lucide-preact';
import type { LessonRegister, PresenceStatus, RegisterPerson } from '../api/registers';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { Avatar, Badge, Button, type Tone } from '../ui';
import { CorrectDialog } from './correct-dialog';
import { inOrder, isOut, spanOf } from './figures';
import { Timeline } from './timeline';

const TONES: Record<PresenceStatus, Tone> = { present: 'live', late: 'sun', absent: 'danger', leftEarly: 'sky' };

type RegisterTableProps = { register: LessonRegister; onCorrected: (person: RegisterPerson) => void };

/** One row a student: name, what counts, when they were there, for how long. On a phone each row is a card. */
export function RegisterTable({ register, onCorrected }: RegisterTableProps) {
  const correcting = useSignal<string | undefined>(undefined);
  const person = register.people.find((one) => one.person === correcting.value);
  const span = spanOf(register);
  // Roles are said, because as cards the rows are no longer laid out as a table.
  return (
    <>
      <table class="register" role="table">
        <caption class="visually-hidden">{t('register.caption', { title: register.title })}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t('register.name')}
            </th>
            <th role="columnheader" scope="col">
              {t('register.statusTitle')}
            </th>
            <th role="columnheader" scope="col" class="register__when">
              <span class="visually-hidden">{t('register.when')}</span>
              <span class="register__scale" aria-hidden="true">
                <span>{formatTime(new Date(span.from))}</span>
                <span>{formatTime(new Date(span.to))}</span>
              </span>
            </th>
            <th role="columnheader" scope="col" class="register__number">
              {t('register.minutes')}
            </th>
            <th role="columnheader" scope="col" class="register__act">
              <span class="visually-hidden">{t('register.correct')}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {inOrder(register.people).map((one) => (
            <Row key={one.person} register={register} person={one} onCorrect={() => (correcting.value = one.person)} />
          ))}
        </tbody>
      </table>
      {person && <CorrectDialog lesson={register.lesson} person={person} onClose={() => (correcting.value = undefined)} onCorrected={onCorrected} />}
    </>
  );
}

function Row({ register, person, onCorrect }: { register: LessonRegister; person: RegisterPerson; onCorrect: () => void }) {
  const name = `${person.familyName} ${person.givenName}`.trim() || t('register.unknown');
  const last = person.corrections.at(-1);
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="register__name">
        <Avatar id={person.person} name={`${person.givenName} ${person.familyName}`} size="small" />
        <span>
          <strong>{person.familyName}</strong> {person.givenName || (person.familyName ? '' : name)}
        </span>
      </th>
      <td role="cell" class="register__status">
        <Badge tone={register.endedAt === undefined && isOut(person) ? 'sky' : TONES[person.status]}>{statusText(register, person)}</Badge>
        {last && (
          <small>
            {t('register.correctedFrom', { status: t(`register.status.${person.recorded}`) })} {last.reason}
          </small>
        )}
      </td>
      <td role="cell" class="register__when">
        <Timeline register={register} person={person} />
      </td>
      <td role="cell" class="register__number">
        {t('register.minutesOf', { count: person.presentMinutes })}
      </td>
      <td role="cell" class="register__act">
        <Button size="small" kind="quiet" icon={PencilLine} aria-label={t('register.correctOf', { name })} onClick={onCorrect}>
          {t('register.correct')}
        </Button>
      </td>
    </tr>
  );
}

/** What counts, with the figure that goes with it; while the lesson goes on, whoever is missing may still come. */
function statusText(register: LessonRegister, person: RegisterPerson): string {
  if (person.corrections.length === 0 && register.endedAt === undefined) {
    if (person.status === 'absent') {
      return t('register.notYet');
    }

    if (isOut(person)) {
      return t('register.gone', { time: formatTime(new Date(person.leftAt ?? register.asOf)) });
    }
  }

  return person.status === 'late' && person.lateMinutes > 0 ? t('register.lateBy', { count: person.lateMinutes })
    : person.status === 'leftEarly' && person.leftEarlyMinutes > 0 ? t('register.earlyBy', { count: person.leftEarlyMinutes })
    : t(`register.status.${person.status}`);
}
