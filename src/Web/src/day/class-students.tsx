import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { KeyRound, SearchX, UsersRound } from 'lucide-preact';
import type { ClassRoster, Enrollment } from '../api/lessons';
import { t } from '../i18n';
import { byName, formatDate } from '../i18n/format';
import { matches } from '../i18n/search';
import { Avatar, EmptyState, Field, Icon } from '../ui';

/** Who has a personal code, and since when; undefined: not told. */
export type Codes = ReadonlyMap<string, string | undefined> | undefined;

/** From so many students on there is a field to find one. */
const SEARCHED_FROM = 12;

/** The students of a class, as a class list is ordered. */
export function ClassStudents({ roster, codes }: { roster: ClassRoster; codes: Codes }) {
  const id = useId();
  const sought = useSignal('');
  const students = roster.enrollments.filter(({ role }) => role === 'student').sort((a, b) => byName(a.familyName, b.familyName) || byName(a.givenName, b.givenName));
  const found = students.filter(({ givenName, familyName }) => matches(sought.value, `${givenName} ${familyName}`));
  const without = codes && students.filter(({ person }) => !codes.has(person)).length;
  return (
    <section class="day__part class-page__students" aria-labelledby={id}>
      <h2 id={id}>{t('classes.studentsTitle')}</h2>
      {students.length === 0 && <EmptyState icon={UsersRound} title={t('classes.nobody')} />}
      {students.length > 0 && without !== undefined && (
        <p class="class-page__codes">
          <Icon of={KeyRound} size="1.05em" /> {t('classes.withoutCode', { count: without })}
        </p>
      )}
      {students.length >= SEARCHED_FROM && <Field type="search" label={t('classes.search')} value={sought.value} onText={(text) => (sought.value = text)} maxLength={100} autoComplete="off" />}
      {students.length > 0 && found.length === 0 && <EmptyState icon={SearchX} title={t('classes.nobodyFound')} />}
      {found.length > 0 && (
        <ul class="students">
          {found.map((student) => (
            <Row key={student.person} student={student} codes={codes} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ student: { person, givenName, familyName }, codes }: { student: Enrollment; codes: Codes }) {
  const since = codes?.get(person);
  return (
    <li class="students__one">
      <Avatar id={person} name={`${givenName} ${familyName}`} size="small" />
      <span class="students__who">
        <span class="students__name">
          <strong>{familyName}</strong> {givenName}
        </span>
        {codes && <small class={`students__code${codes.has(person) ? '' : ' students__code--none'}`}>{!codes.has(person) ? t('classes.noCode') : since === undefined ? t('classes.hasCode') : t('classes.hasCodeSince', { day: formatDate(new Date(since)) })}</small>}
      </span>
    </li>
  );
}
