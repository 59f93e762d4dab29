import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CloudOff, RotateCcw, UserRoundPlus, UsersRound } from 'lucide-preact';
import { problemText } from '../../api/problem';
import { readSubstitutes, type Substitute } from '../../api/schools';
import { t } from '../../i18n';
import { Button, EmptyState, Waiting } from '../../ui';
import type { SchoolHere } from '../school';
import { AddDialog } from './add-dialog';
import { EndDialog } from './end-dialog';
import { groupsOf } from './spans';
import { SubstituteRow } from './substitute-row';
import './substitutes.css';

/** How often it is looked at who stands in, in milliseconds: substitutions begin and end by themselves. */
const REFRESH_MS = 30_000;

type Read = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'read'; all: readonly Substitute[]; now: Date };

/** Who stands in for whose teachers: now, soon, and lately. */
export function SubstitutesPage({ school }: { school: SchoolHere }) {
  const read = useSignal<Read>({ kind: 'asking' });
  /** What is being filled in: a new one, or more of one that there is. */
  const adding = useSignal<{ longer?: Substitute } | undefined>(undefined);
  const ending = useSignal<Substitute | undefined>(undefined);

  async function load(): Promise<void> {
    try {
      read.value = { kind: 'read', all: await readSubstitutes(school.id), now: new Date() };
    } catch (error) {
      // What was read before is still the best that is known.
      read.value = read.value.kind === 'read' ? { ...read.value, now: new Date() } : { kind: 'failed', error };
    }
  }

  useEffect(() => {
    void load();
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [school.id]);

  return (
    <div class="substitutes">
      <Button class="substitutes__add" kind="primary" icon={UserRoundPlus} onClick={() => (adding.value = {})}>
        {t('substitutes.add')}
      </Button>
      <Groups read={read.value} onExtend={(longer) => (adding.value = { longer })} onEnd={(one) => (ending.value = one)} onRetry={() => void load()} />
      {adding.value && <AddDialog school={school.id} substitutes={read.value.kind === 'read' ? read.value.all : []} longer={adding.value.longer} onAdded={() => void load()} onClose={() => (adding.value = undefined)} />}
      {ending.value && <EndDialog school={school.id} substitute={ending.value} onEnded={() => void load()} onClose={() => (ending.value = undefined)} />}
    </div>
  );
}

function Groups({ read, onExtend, onEnd, onRetry }: { read: Read; onExtend: (substitute: Substitute) => void; onEnd: (substitute: Substitute) => void; onRetry: () => void }) {
  if (read.kind === 'asking') {
    return <Waiting label={t('ui.loading')} />;
  }

  if (read.kind === 'failed') {
    return (
      <EmptyState icon={CloudOff} title={t('substitutes.failed')} action={<Button icon={RotateCcw} onClick={onRetry}>{t('ui.retry')}</Button>}>
        {problemText(read.error)}
      </EmptyState>
    );
  }

  if (read.all.length === 0) {
    return (
      <EmptyState icon={UsersRound} title={t('substitutes.emptyTitle')}>
        {t('substitutes.emptyText')}
      </EmptyState>
    );
  }

  const groups = groupsOf(read.all, read.now);
  return (
    <>
      {(['now', 'next', 'past'] as const)
        .filter((group) => groups[group].length > 0)
        .map((group) => (
          <section key={group} class="substitutes__group">
            <h2>{t(`substitutes.group.${group}`)}</h2>
            <ul class="substitutes__list">
              {groups[group].map((one) => (
                <SubstituteRow key={one.id} substitute={one} group={group} now={read.now} onExtend={() => onExtend(one)} onEnd={() => onEnd(one)} />
              ))}
            </ul>
          </section>
        ))}
    </>
  );
}
