import { CircleCheck, CircleSlash, Equal, Printer, UserRoundPlus } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { RosterChange, RosterOutcome, RosterReport, UnplannedLesson } from '../../api/rosters';
import { isMessage, t } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { LinkButton, Notice, type IconType, type Tone } from '../../ui';
import { FaultList } from './fault-list';

const LOOKS: Record<RosterOutcome, { tone: Tone; icon: IconType }> = {
  applied: { tone: 'live', icon: CircleCheck },
  unchanged: { tone: 'sky', icon: Equal },
  refused: { tone: 'danger', icon: CircleSlash },
};

/** What came of an import, for whoever brought it in. */
export function ReportView({ name, report }: { name: string; report: RosterReport }) {
  const { outcome } = report;
  return (
    <div class="report">
      <Notice {...LOOKS[outcome]} title={t(`roster.outcome.${outcome}`)}>
        <p>
          {name}
          {' · '}
          {outcome === 'refused' ? t('roster.faultCount', { count: report.faultCount, faults: formatNumber(report.faultCount) }) : t(`roster.outcomeText.${outcome}`)}
        </p>
        {outcome === 'refused' && <p>{t('roster.nothingChanged')}</p>}
      </Notice>
      {report.changes.length > 0 && <Changes changes={report.changes} />}
      {report.skipped > 0 && <p class="roster__hint">{t('roster.skipped', { count: report.skipped, rows: formatNumber(report.skipped) })}</p>}
      {report.unplannedCount > 0 && <Unplanned lessons={report.unplanned} count={report.unplannedCount} />}
      {outcome === 'applied' && <Next />}
      {report.faults.length > 0 && <FaultList faults={report.faults} count={report.faultCount} />}
    </div>
  );
}

/** A roster lets nobody in by itself. */
function Next() {
  return (
    <section class="report__part">
      <h2>{t('roster.nextTitle')}</h2>
      <div class="roster__tools">
        <LinkButton as={Link} icon={UserRoundPlus} href="/office/sheets?for=staff">
          {t('roster.nextInvite')}
        </LinkButton>
        <LinkButton as={Link} icon={Printer} href="/office/sheets">
          {t('roster.nextPrint')}
        </LinkButton>
      </div>
    </section>
  );
}

function Changes({ changes }: { changes: readonly RosterChange[] }) {
  return (
    <section class="report__part">
      <h2>{t('roster.changes')}</h2>
      <table class="report__changes">
        <thead>
          <tr>
            <th scope="col">{t('roster.kindTitle')}</th>
            <th scope="col">{t('roster.added')}</th>
            <th scope="col">{t('roster.changed')}</th>
            <th scope="col">{t('roster.removed')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ kind, added, changed, removed }) => (
            <tr key={kind}>
              <th scope="row">{t(`roster.kind.${kind}`)}</th>
              <Count of={added} sign="+" />
              <Count of={changed} sign="" />
              <Count of={removed} sign="−" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Count({ of: count, sign }: { of: number; sign: string }) {
  return <td class={count === 0 ? 'report__none' : ''}>{count === 0 ? '0' : `${sign}${formatNumber(count)}`}</td>;
}

function Unplanned({ lessons, count }: { lessons: readonly UnplannedLesson[]; count: number }) {
  return (
    <section class="report__part">
      <h2>{t('roster.unplanned', { count })}</h2>
      <p>{t('roster.unplannedText')}</p>
      <ul class="report__unplanned">
        {lessons.map(({ lesson, reason, file, line }) => (
          <li key={lesson}>
            {t('roster.unplannedLine', { file: file ?? '', line: line ?? '', reason: reasonOf(reason) })}
          </li>
        ))}
      </ul>
      {lessons.length < count && <p class="roster__hint">{t('roster.onlyFirst', { count: lessons.length })}</p>}
    </section>
  );
}

function reasonOf(reason: string | undefined): string {
  const key = `problem.${reason}`;
  return reason === undefined ? t('roster.notReached') : isMessage(key) ? t(key) : reason;
}
