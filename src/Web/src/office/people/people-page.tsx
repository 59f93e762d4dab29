import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { SearchX } from 'lucide-preact';
import { readAllClasses, type PersonInOffice } from '../../api/office';
import type { ClassSummary } from '../../api/lessons';
import type { SchoolRole } from '../../api/identity';
import { t } from '../../i18n';
import { byClass } from '../../i18n/format';
import { EmptyState, Field, Select } from '../../ui';
import { useCardLanguage } from '../codes/card-language';
import { Paged } from '../paged';
import type { SchoolHere } from '../school';
import { CodeDialog } from './code-dialog';
import { InviteDialog } from './invite-dialog';
import { peopleOf, type PeopleList } from './people-list';
import { PersonRow } from './person-row';
import { WaitingResets } from './waiting-resets';
import './people.css';

/** Milliseconds without a further letter after which a search is made. */
const TYPING_MS = 250;
const SEARCH_MAX = 100;
const ROLES = ['student', 'teacher', 'office'] as const;

/** What is being done for somebody: a link to choose a password, or a code. */
export type Doing = { kind: 'invite' | 'code'; person: PersonInOffice };

/** Who is at the school, how they sign in, and what the office can do for them. */
export function PeoplePage({ school }: { school: SchoolHere }) {
  useCardLanguage(school.id);
  const list = useMemo(() => peopleOf(school.id), [school.id]);
  const search = useSignal('');
  const role = useSignal<SchoolRole | ''>('');
  const ofClass = useSignal('');
  const classes = useSignal<readonly ClassSummary[]>([]);
  const doing = useSignal<Doing | undefined>(undefined);
  /** Grows with every link made: a request that waited for it is answered. */
  const invited = useSignal(0);

  const ask = () => void list.ask({ role: role.value || undefined, search: search.value, class: ofClass.value || undefined });
  const note = (id: string, change: Partial<PersonInOffice>) => list.note((one) => (one.id === id ? { ...one, ...change } : one));
  useEffect(() => {
    const timer = setTimeout(ask, list.found.value.kind === 'asking' ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [list, search.value, role.value, ofClass.value]);
  useEffect(() => {
    readAllClasses(school.id).then(
      (all) => (classes.value = all.sort((a, b) => byClass(a.title, b.title))),
      () => {}, // Everybody can be found without.
    );
  }, [school.id]);

  return (
    <div class="people-page">
      <WaitingResets school={school} made={invited.value} onInvite={(person) => (doing.value = { kind: 'invite', person })} />
      <form class="people-page__filter" role="search" onSubmit={(event) => event.preventDefault()}>
        <Field
          label={t('people.search')}
          hint={t('people.searchHint')}
          type="search"
          value={search.value}
          onText={(text) => {
            search.value = text;
          }}
          maxLength={SEARCH_MAX}
          autoComplete="off"
          spellcheck={false}
        />
        <Select
          label={t('people.roleTitle')}
          value={role.value}
          onText={(text) => {
            role.value = text as SchoolRole | '';
          }}
          options={[{ value: '', label: t('people.everybody') }, ...ROLES.map((one) => ({ value: one, label: t(`people.roles.${one}`) }))]}
        />
        {classes.value.length > 1 && (
          <Select
            label={t('people.classTitle')}
            value={ofClass.value}
            onText={(text) => {
              ofClass.value = text;
            }}
            options={[{ value: '', label: t('people.everyClass') }, ...classes.value.map((one) => ({ value: one.class, label: one.title }))]}
          />
        )}
      </form>
      <List list={list} doing={doing} onRetry={ask} />
      {doing.value?.kind === 'invite' && (
        <InviteDialog
          school={school}
          person={doing.value.person}
          onMade={({ person, login, expiresAt }) => {
            invited.value++;
            // A password that there is stays good until the link is used.
            const isActive = doing.value?.person.account === 'active';
            note(person, { login, invitationExpiresAt: expiresAt, ...(isActive ? {} : { account: 'invited' as const }) });
          }}
          onClose={() => (doing.value = undefined)}
        />
      )}
      {doing.value?.kind === 'code' && (
        <CodeDialog school={school} person={doing.value.person} onMade={(person) => note(person, { hasCode: true, codeIssuedAt: new Date().toISOString() })} onClose={() => (doing.value = undefined)} />
      )}
    </div>
  );
}

type ListProps = { list: PeopleList; doing: Signal<Doing | undefined>; onRetry: () => void };

function List({ list, doing, onRetry }: ListProps) {
  return (
    <Paged list={list} failed={t('people.failed')} more={t('people.more')} onRetry={onRetry}>
      {(people, isWhole) => (
        <>
          <p class={people.length === 0 ? 'visually-hidden' : 'people-page__count'} role="status">
            {t(isWhole ? 'people.count' : 'people.countSoFar', { count: people.length })}
          </p>
          {people.length === 0 ? (
            <EmptyState icon={SearchX} title={t('people.nobody')}>
              {t('people.nobodyText')}
            </EmptyState>
          ) : (
            <ul class="people-list">
              {people.map((person) => (
                <PersonRow key={person.id} person={person} onDo={(what) => (doing.value = { kind: what, person })} />
              ))}
            </ul>
          )}
        </>
      )}
    </Paged>
  );
}
