import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { CloudOff, RotateCcw, SearchX } from 'lucide-preact';
import type { PersonInOffice } from '../../api/office';
import { problemText } from '../../api/problem';
import type { SchoolRole } from '../../api/identity';
import { t } from '../../i18n';
import { Button, EmptyState, Field, Select, toast, Waiting } from '../../ui';
import { useCardLanguage } from '../codes/card-language';
import type { SchoolHere } from '../school';
import { CodeDialog } from './code-dialog';
import { InviteDialog } from './invite-dialog';
import { PeopleList, type Found } from './people-list';
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
  const list = useMemo(() => new PeopleList(school.id), [school.id]);
  const search = useSignal('');
  const role = useSignal<SchoolRole | ''>('');
  const doing = useSignal<Doing | undefined>(undefined);
  /** Grows with every link made: a request that waited for it is answered. */
  const invited = useSignal(0);

  const ask = () => void list.ask({ role: role.value || undefined, search: search.value });
  useEffect(() => {
    const timer = setTimeout(ask, list.found.value.kind === 'asking' ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [list, search.value, role.value]);

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
      </form>
      <List list={list} found={list.found.value} doing={doing} onRetry={ask} />
      {doing.value?.kind === 'invite' && (
        <InviteDialog
          school={school}
          person={doing.value.person}
          onMade={({ person, login, expiresAt }) => {
            invited.value++;
            // A password that there is stays good until the link is used.
            const isActive = doing.value?.person.account === 'active';
            list.note(person, { login, invitationExpiresAt: expiresAt, ...(isActive ? {} : { account: 'invited' as const }) });
          }}
          onClose={() => (doing.value = undefined)}
        />
      )}
      {doing.value?.kind === 'code' && (
        <CodeDialog school={school} person={doing.value.person} onMade={(person) => list.note(person, { hasCode: true, codeIssuedAt: new Date().toISOString() })} onClose={() => (doing.value = undefined)} />
      )}
    </div>
  );
}

type ListProps = { list: PeopleList; found: Found; doing: Signal<Doing | undefined>; onRetry: () => void };

function List({ list, found, doing, onRetry }: ListProps) {
  switch (found.kind) {
    case 'asking':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return (
        <EmptyState icon={CloudOff} title={t('people.failed')} action={<Button icon={RotateCcw} onClick={onRetry}>{t('ui.retry')}</Button>}>
          {problemText(found.error)}
        </EmptyState>
      );
    case 'found':
      return (
        <>
          <p class={found.people.length === 0 ? 'visually-hidden' : 'people-page__count'} role="status">
            {t(found.next === undefined ? 'people.count' : 'people.countSoFar', { count: found.people.length })}
          </p>
          {found.people.length === 0 ? (
            <EmptyState icon={SearchX} title={t('people.nobody')}>
              {t('people.nobodyText')}
            </EmptyState>
          ) : (
            <ul class="people-list">
              {found.people.map((person) => (
                <PersonRow key={person.id} person={person} onDo={(what) => (doing.value = { kind: what, person })} />
              ))}
            </ul>
          )}
          {found.next !== undefined && (
            <div class="people-page__more">
              <Button busy={found.isMoreComing} onClick={() => void list.more().catch((error: unknown) => toast(problemText(error), 'bad'))}>
                {t('people.more')}
              </Button>
            </div>
          )}
        </>
      );
  }
}
