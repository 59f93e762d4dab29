import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CloudOff, RotateCcw } from 'lucide-preact';
import { readClass, readClassCodes, readClassLessons, type ClassRoster, type LessonPlan } from '../api/lessons';
import { problemText } from '../api/problem';
import { PageHead } from '../app/page-head';
import { useTitle } from '../app/router';
import { known } from '../app/session';
import { Shell } from '../app/shell';
import { loadMessages, t } from '../i18n';
import { formatDay } from '../i18n/format';
import { Button, EmptyState, Waiting } from '../ui';
import { ClassLessons, NextLesson } from './class-lessons';
import { ClassStudents, type Codes } from './class-students';
import './class-page.css';

/** How far back and ahead a class's lessons are shown, in days. */
const REACH_DAYS = 30;

type Found = { roster: ClassRoster; codes: Codes; past: LessonPlan[]; coming: LessonPlan[] };
type Read = { kind: 'waiting' } | { kind: 'failed'; error: unknown } | ({ kind: 'read' } & Found);

/** Fetches what it says, then hands it out. */
export async function loadClassPage(): Promise<typeof ClassPage> {
  await loadMessages('week');
  return ClassPage;
}

/** One class: who is in it, who can sign in, what comes next, and its registers. */
function ClassPage({ id }: { id: string }) {
  const read = useSignal<Read>({ kind: 'waiting' });
  const roster = read.value.kind === 'read' ? read.value.roster : undefined;
  useTitle(() => roster?.title ?? t('classes.title'));

  function load(): void {
    read.value = { kind: 'waiting' };
    find(id).then(
      (found) => (read.value = { kind: 'read', ...found }),
      (error: unknown) => (read.value = { kind: 'failed', error }),
    );
  }

  useEffect(load, [id]);

  return (
    <Shell>
      <PageHead back={t('classes.back')} title={roster?.title ?? t('classes.title')} facts={roster && <Facts roster={roster} />} />
      <Content read={read.value} onRetry={load} />
    </Shell>
  );
}

function Content({ read, onRetry }: { read: Read; onRetry: () => void }) {
  switch (read.kind) {
    case 'waiting':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return (
        <EmptyState icon={CloudOff} title={t('classes.failed')} action={<Button icon={RotateCcw} onClick={onRetry}>{t('ui.retry')}</Button>}>
          {problemText(read.error)}
        </EmptyState>
      );
    case 'read':
      return (
        <div class="class-page">
          <NextLesson coming={read.coming} />
          <ClassStudents roster={read.roster} codes={read.codes} />
          <ClassLessons past={read.past} teaches={read.codes !== undefined} />
        </div>
      );
  }
}

function Facts({ roster }: { roster: ClassRoster }) {
  const count = roster.enrollments.filter(({ role }) => role === 'student').length;
  const teachers = roster.enrollments
    .filter(({ role }) => role === 'teacher')
    .map(({ givenName, familyName, until }) => {
      const name = `${givenName} ${familyName}`;
      return until === undefined ? name : t('classes.standIn', { name, day: formatDay(new Date(until), new Date()) });
    });
  return (
    <>
      <span>{[...(roster.subject && roster.subject !== roster.title ? [roster.subject] : []), t('classes.students', { count })].join(' · ')}</span>
      {teachers.length > 0 && <span>{t('classes.teachers', { names: teachers.join(', ') })}</span>}
    </>
  );
}

/** Who has a code is told to teachers of the class only. */
async function find(id: string): Promise<Found> {
  const now = new Date();
  const day = 86_400_000;
  const who = known.value.kind === 'somebody' ? known.value.session : undefined;
  const roster = await readClass(id);
  const teaches = roster.enrollments.some(({ person, role }) => role === 'teacher' && person === who?.person);
  const [codes, past, coming] = await Promise.all([
    teaches ? readClassCodes(id) : undefined,
    readClassLessons(id, new Date(now.getTime() - REACH_DAYS * day), now),
    readClassLessons(id, now, new Date(now.getTime() + REACH_DAYS * day)),
  ]);
  return { roster, codes: codes && new Map(codes.map(({ person, issuedAt }) => [person, issuedAt])), past, coming };
}
