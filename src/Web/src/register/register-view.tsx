import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { CloudOff, Download, Hourglass, Printer, RotateCcw } from 'lucide-preact';
import { problemText } from '../api/problem';
import { csvAddress, readRegister, type LessonRegister, type RegisterPerson } from '../api/registers';
import { t } from '../i18n';
import { Badge, Button, EmptyState, LinkButton, Waiting } from '../ui';
import { liveTallyOf, tallyOf } from './figures';
import { RegisterTable } from './register-table';
import './register.css';

/** How often the register of a live lesson is read again while it is looked at, in milliseconds. */
const REFRESH_MS = 10_000;

type RegisterViewProps = { lesson: string; onRead?: (register: LessonRegister) => void };

/** The register of a lesson: figures, what to do with it, and the list. */
export function RegisterView({ lesson, onRead }: RegisterViewProps) {
  const register = useSignal<LessonRegister | undefined>(undefined);
  const error = useSignal<unknown>(undefined);

  async function load(): Promise<void> {
    try {
      register.value = await readRegister(lesson);
      error.value = undefined;
      onRead?.(register.value);
    } catch (failed) {
      error.value = failed;
    }
  }

  useEffect(() => {
    void load();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && register.value !== undefined && register.value.endedAt === undefined) {
        void load();
      }
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [lesson]);

  function put(person: RegisterPerson): void {
    const read = register.value!;
    register.value = { ...read, people: read.people.map((one) => (one.person === person.person ? person : one)) };
  }

  if (register.value === undefined) {
    return error.value === undefined ? (
      <Waiting label={t('ui.loading')} />
    ) : (
      <EmptyState icon={CloudOff} title={t('register.failed')} action={<Button icon={RotateCcw} onClick={() => void load()}>{t('ui.retry')}</Button>}>
        {problemText(error.value)}
      </EmptyState>
    );
  }

  const read = register.value;
  if (read.startedAt === undefined) {
    return (
      <EmptyState icon={Hourglass} title={t(read.endedAt === undefined ? 'register.notStarted' : 'register.notHeld')}>
        {t(read.endedAt === undefined ? 'register.notStartedText' : 'register.notHeldText')}
      </EmptyState>
    );
  }

  return (
    <div class="register-view">
      <div class="register-view__head">
        <Summary register={read} />
        <div class="register-view__tools">
          <LinkButton as={Anchor} size="small" icon={Download} href={csvAddress(lesson)} download>
            {t('register.download')}
          </LinkButton>
          <Button size="small" icon={Printer} onClick={() => print()}>
            {t('register.print')}
          </Button>
        </div>
      </div>
      <RegisterTable register={read} onCorrected={put} />
      <p class="register-view__note">{t('register.note', { count: read.lateAfterMinutes })}</p>
    </div>
  );
}

/** A link that the browser follows itself: it leads to a file, not to a page. */
function Anchor(props: JSX.AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...props} />;
}

/** How many of each; said once, not whenever the list is read again. */
function Summary({ register }: { register: LessonRegister }) {
  const live = register.endedAt === undefined ? liveTallyOf(register.people) : undefined;
  const whole = tallyOf(register.people);
  const { present, late } = live ?? whole;
  return (
    <ul class="register-view__figures" aria-label={t('register.summary')}>
      <li><Badge tone="live">{t('register.count.present', { count: present })}</Badge></li>
      <li><Badge tone="sun">{t('register.count.late', { count: late })}</Badge></li>
      <li><Badge tone="danger">{live ? t('register.count.notYet', { count: live.notYet }) : t('register.count.absent', { count: whole.absent })}</Badge></li>
      {live === undefined ? <li><Badge tone="sky">{t('register.count.leftEarly', { count: whole.leftEarly })}</Badge></li> : live.out > 0 && <li><Badge tone="sky">{t('register.count.out', { count: live.out })}</Badge></li>}
    </ul>
  );
}
