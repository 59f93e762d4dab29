import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Check, FileArchive, FileUp, X } from 'lucide-preact';
import { ApiError } from '../../api/http';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { formatNumber, formatShare } from '../../i18n/format';
import { Button, Icon, Notice, Progress } from '../../ui';
import { giveUp, importing, mayGiveUp, startAgain, startImport, STEPS, type Importing } from './importing';
import { ReportView } from './report-view';
import './roster.css';

/** Brings in a roster: choose the archive, see how far it is, read what came of it. */
export function RosterPage() {
  const state = importing.value;
  const place = useRef<HTMLDivElement>(null);
  const { kind } = state;
  const shown = useRef(kind);
  useEffect(() => {
    // What was pressed is gone: the focus goes on to what came of it.
    if (shown.current !== kind) {
      shown.current = kind;
      place.current?.focus();
    }
  }, [kind]);

  return (
    <div class="roster" ref={place} tabIndex={-1}>
      <Shown state={state} />
    </div>
  );
}

function Shown({ state }: { state: Importing }) {
  switch (state.kind) {
    case 'idle':
      return <Choose />;
    case 'running':
      return <Running state={state} />;
    case 'reported':
      return (
        <>
          <ReportView name={state.name} report={state.report} />
          <Again />
        </>
      );
    case 'failed':
      return (
        <>
          <Notice tone={codeOf(state.error)?.startsWith('cancelled') ? 'sky' : 'danger'} title={t('roster.failedTitle', { name: state.name })}>
            <p>{failureText(state.error)}</p>
            {codeOf(state.error) !== 'cut' && codeOf(state.error) !== 'cancelledLate' && <p>{t('roster.nothingChanged')}</p>}
          </Notice>
          <Again />
        </>
      );
  }
}

function Choose() {
  const over = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div
        class={`roster__drop${over.value ? ' roster__drop--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => (over.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          over.value = false;
          take(event.dataTransfer?.files[0]);
        }}
      >
        <span class="office__picture">
          <Icon of={FileArchive} size="1.5rem" />
        </span>
        <p class="roster__ask">{t('roster.drop')}</p>
        <Button kind="primary" size="large" icon={FileUp} onClick={() => input.current?.click()}>
          {t('roster.choose')}
        </Button>
        <p class="roster__hint">{t('roster.formats')}</p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".zip,application/zip,application/x-zip-compressed"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            take(file);
          }}
        />
      </div>
      <ul class="roster__promises">
        {([t('roster.promiseChecked'), t('roster.promiseWhole'), t('roster.promiseAgain')] as const).map((promise) => (
          <li key={promise}>
            <Icon of={Check} /> {promise}
          </li>
        ))}
      </ul>
    </>
  );
}

function take(file: File | undefined): void {
  if (file) {
    void startImport(file);
  }
}

function Running({ state }: { state: Importing & { kind: 'running' } }) {
  const at = STEPS.indexOf(state.step);
  const sending = state.step === 'sending';
  const isSent = sending && state.sent === 1;
  return (
    <div class="roster__running">
      <h2>{t('roster.running', { name: state.name })}</h2>
      <ol class="roster__steps">
        {STEPS.map((step, index) => (
          <li key={step} class={index < at ? 'roster__step--done' : index === at ? 'roster__step--now' : ''} aria-current={index === at ? 'step' : undefined}>
            <span class="roster__mark">{index < at ? <Icon of={Check} size="1em" /> : index + 1}</span>
            <span>
              {t(`roster.step.${step}`)}
              {index < at && <span class="visually-hidden"> {t('roster.stepDone')}</span>}
            </span>
          </li>
        ))}
      </ol>
      <Progress
        label={sending && !isSent ? t('roster.sent', { share: formatShare(state.sent, 1) }) : state.file ? t('roster.rows', { file: state.file, count: state.rows, rows: formatNumber(state.rows) }) : t('roster.underWay')}
        {...(sending && !isSent ? { value: state.sent } : {})}
      />
      <p class="visually-hidden" role="status">
        {t(`roster.step.${state.step}`)}
      </p>
      <div class="roster__tools">
        <Button icon={X} onClick={giveUp} disabled={!mayGiveUp(state.step)}>
          {t('roster.giveUp')}
        </Button>
        <p class="roster__hint">{t(mayGiveUp(state.step) ? 'roster.mayGiveUp' : 'roster.mayNotGiveUp')}</p>
      </div>
    </div>
  );
}

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined);

function failureText(error: unknown): string {
  switch (codeOf(error)) {
    case 'notZip':
      return t('roster.notZip');
    case 'cancelled':
      return t('roster.givenUp');
    case 'cancelledLate':
      return t('roster.givenUpLate');
    case 'cut':
      return t('roster.cut');
    default:
      return problemText(error);
  }
}

function Again() {
  return (
    <div class="roster__tools">
      <Button icon={FileUp} onClick={startAgain}>
        {t('roster.again')}
      </Button>
    </div>
  );
}
