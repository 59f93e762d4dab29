import { useEffect, useRef } from 'preact/hooks';
import { ChartColumn, Hand, MessageCircle, Users } from 'lucide-preact';
import { t } from '../i18n';
import { Badge, Tabs, type Tab } from '../ui';
import { ChatPanel } from './chat/chat-panel';
import { useMedia } from './media';
import { PeoplePanel } from './people/people-panel';
import { PollPanel } from './poll/poll-panel';
import { isResultNew } from './poll/result-seen';
import { useRoom, type Panel } from './room';
import './panels.css';

/** Beside the board: people, talk and poll, one at a time; on wide screens people have a place of their own. */
export function Panels() {
  const room = useRoom();
  const wide = useMedia('(min-width: 1500px)');
  const view = room.view.value;
  const here = Object.values(view.people).filter((person) => person.role !== 'teacher' && person.leftAt === undefined).length;
  const unread = useUnread(room.panel.value === 'talk' || room.panel.value === undefined);
  const chosen = room.panel.value ?? (view.phase === 'planned' ? 'people' : 'talk');
  const shown: Panel = wide.value && chosen === 'people' ? 'talk' : chosen;
  const pollOpen = view.phase === 'live' && view.polls.at(-1)?.open === true;

  const people: Tab<Panel> = { key: 'people', label: t('lesson.people'), icon: Users, badge: <PeopleBadges here={here} hands={view.hands.length} /> };
  const tabs: Tab<Panel>[] = [
    ...(wide.value ? [] : [people]),
    { key: 'talk', label: t('lesson.talk'), icon: MessageCircle, badge: unread > 0 && shown !== 'talk' ? <Badge tone="live">{unread}</Badge> : undefined },
    { key: 'poll', label: t('lesson.poll'), icon: ChartColumn, badge: pollOpen ? <span class="panels__dot" /> : shown !== 'poll' && isResultNew(room) ? <NewResult /> : undefined },
  ];

  if (!room.isInside.value) {
    return null;
  }

  return (
    <>
      {wide.value && (
        <aside class="panels panels--people" aria-label={t('lesson.people')}>
          <PeoplePanel titled />
        </aside>
      )}
      <aside class="panels" aria-label={t('lesson.panels')}>
        <Tabs label={t('lesson.panels')} value={shown} onChange={(key) => (room.panel.value = key)} tabs={tabs} class="panels__tabs">
          {shown === 'people' ? <PeoplePanel /> : shown === 'talk' ? <ChatPanel /> : <PollPanel />}
        </Tabs>
      </aside>
    </>
  );
}

/** The mark of an open question, which says in words that it is a result. */
function NewResult() {
  return (
    <>
      <span class="panels__dot" />
      <span class="visually-hidden"> {t('lesson.vote.result')}</span>
    </>
  );
}

/** Two numbers that never change places: how many students are here, and, with a hand beside it, how many hands are up. */
function PeopleBadges({ here, hands }: { here: number; hands: number }) {
  return (
    <>
      {here > 0 && <Badge>{here}</Badge>}
      {hands > 0 && (
        <Badge tone="sun" icon={Hand}>
          {hands}
          <span class="visually-hidden"> {t('lesson.hand.title')}</span>
        </Badge>
      )}
    </>
  );
}

/** Messages of others since the talk was last looked at. */
function useUnread(looking: boolean): number {
  const room = useRoom();
  const seen = useRef<number | undefined>(undefined);
  const view = room.view.value;
  const mine = room.you.value?.participant;
  const messages = [...view.chat, ...view.teacherChat, ...(mine !== undefined && Object.hasOwn(view.threads, mine) ? view.threads[mine]! : [])];
  const latest = Math.max(0, ...messages.map((message) => message.sequence));
  useEffect(() => {
    if (looking || seen.current === undefined) {
      seen.current = latest;
    }
  }, [looking, latest]);
  return messages.filter((message) => message.sequence > (seen.current ?? latest) && message.by !== mine).length;
}
