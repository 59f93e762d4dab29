import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { BadgeCheck, FileUp, Hash, KeyRound, Link2, NotebookPen, ScrollText, Settings, ShieldPlus, UserRoundCog } from 'lucide-preact';
import { AUDIT_ACTIONS, type AuditAction } from '../../api/schools';
import { known } from '../../app/session';
import { t } from '../../i18n';
import { dayOf, daysAfter } from '../../i18n/days';
import { daysBetween, formatDay, formatTime } from '../../i18n/format';
import { EmptyState, Field, Icon, Select, type IconType } from '../../ui';
import { Paged } from '../paged';
import type { SchoolHere } from '../school';
import { trailOf, type AuditFilter, type AuditList } from './audit-list';
import { byDay, personOf, sentenceOf, sentenceOfMany, type Line } from './sentences';
import './audit.css';

const PICTURES: Record<AuditAction, IconType> = {
  invitationIssued: Link2,
  invitationAccepted: BadgeCheck,
  passwordChanged: KeyRound,
  codeIssued: Hash,
  rosterImported: FileUp,
  settingsChanged: Settings,
  substituteAdded: UserRoundCog,
  substituteRemoved: UserRoundCog,
  registerCorrected: NotebookPen,
  administratorSetUp: ShieldPlus,
  administratorInvited: ShieldPlus,
  recoveryIssued: ShieldPlus,
};

/** What only the trail of the node has. */
const OF_NODE: readonly AuditAction[] = ['administratorSetUp', 'administratorInvited', 'recoveryIssued'];
const OF_NODE_TOO: readonly AuditAction[] = ['passwordChanged'];

/** Who did what, when, to whom: of the school, and for whoever administers the node, of that too. */
export function AuditPage({ school }: { school?: SchoolHere | undefined }) {
  const isAdministrator = known.value.kind === 'somebody' && known.value.session.isAdministrator;
  const ofNode = useSignal(school === undefined);
  const trail = ofNode.value ? undefined : school?.id;
  return (
    <div class="audit">
      {isAdministrator && school && (
        <Select
          label={t('audit.trail')}
          value={ofNode.value ? 'node' : 'school'}
          onText={(text) => (ofNode.value = text === 'node')}
          options={[
            { value: 'school', label: school.name },
            { value: 'node', label: t('audit.ofNode') },
          ]}
        />
      )}
      <Trail key={trail ?? ''} school={trail} />
    </div>
  );
}

function Trail({ school }: { school: string | undefined }) {
  const list = useMemo(() => trailOf(school), [school]);
  const action = useSignal<AuditAction | ''>('');
  const [from, to] = [useSignal(''), useSignal('')];
  const filter = filterOf(action.value, from.value, to.value);
  const isReversed = filter.from !== undefined && filter.to !== undefined && filter.to <= filter.from;
  const ask = () => void list.ask(filter);
  useEffect(() => {
    if (!isReversed) {
      ask();
    }
  }, [list, action.value, from.value, to.value]);

  const actions = school === undefined ? [...OF_NODE, ...OF_NODE_TOO] : AUDIT_ACTIONS.filter((one) => !OF_NODE.includes(one));
  return (
    <>
      <form class="audit__filter" role="search" onSubmit={(event) => event.preventDefault()}>
        <Select
          label={t('audit.kind')}
          value={action.value}
          onText={(text) => (action.value = text as AuditAction | '')}
          options={[{ value: '', label: t('audit.everything') }, ...actions.map((one) => ({ value: one, label: t(`audit.kinds.${one}`) }))]}
        />
        <Field label={t('audit.from')} type="date" name="from" value={from.value} onText={(text) => (from.value = text)} />
        <Field label={t('audit.to')} type="date" name="to" value={to.value} error={isReversed ? t('audit.reversed') : undefined} onText={(text) => (to.value = text)} />
      </form>
      <Entries list={list} isFiltered={action.value !== '' || from.value !== '' || to.value !== ''} onRetry={ask} />
    </>
  );
}

/** Whole days of here, the last included. */
export function filterOf(action: AuditAction | '', from: string, to: string): AuditFilter {
  const last = dayOf(to);
  return { action: action || undefined, from: dayOf(from), to: last && daysAfter(last, 1) };
}

type EntriesProps = { list: AuditList; isFiltered: boolean; onRetry: () => void };

function Entries({ list, isFiltered, onRetry }: EntriesProps) {
  return (
    <Paged list={list} failed={t('audit.failed')} more={t('audit.more')} onRetry={onRetry}>
      {(entries, isWhole) => (
        <>
          <p class="visually-hidden" role="status">
            {t(isWhole ? 'audit.count' : 'audit.countSoFar', { count: entries.length })}
          </p>
          {entries.length === 0 ? (
            <EmptyState icon={ScrollText} title={t(isFiltered ? 'audit.nothingFound' : 'audit.nothing')}>
              {t(isFiltered ? 'audit.nothingFoundText' : 'audit.nothingText')}
            </EmptyState>
          ) : (
            byDay(entries).map(({ day, lines }) => <Day key={day.toDateString()} day={day} lines={lines} />)
          )}
        </>
      )}
    </Paged>
  );
}

function Day({ day, lines }: { day: Date; lines: readonly Line[] }) {
  const now = new Date();
  const ago = daysBetween(day, now);
  return (
    <section class="audit__day">
      <h2>{ago === 0 ? t('day.today') : ago === 1 ? t('audit.yesterday') : formatDay(day, now)}</h2>
      <ol class="audit__entries">
        {lines.map((line) => {
          const [latest] = line.entries;
          return (
            <li key={latest.sequence} class="audit__entry">
              <span class="audit__picture">
                <Icon of={PICTURES[latest.action as AuditAction] ?? ScrollText} />
              </span>
              {line.entries.length === 1 ? <span>{sentenceOf(latest)}</span> : <Many line={line} />}
              <time class="audit__time" dateTime={latest.at}>
                {formatTime(new Date(latest.at))}
              </time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Many acts alike: how many, and on demand to whom. */
function Many({ line }: { line: Line }) {
  return (
    <details class="audit__many">
      <summary>{sentenceOfMany(line)}</summary>
      <ul>
        {line.entries.map((entry) => (
          <li key={entry.sequence} dir="auto">
            {personOf(entry)}
          </li>
        ))}
      </ul>
    </details>
  );
}
