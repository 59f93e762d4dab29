import type { RosterFault } from '../../api/rosters';
import { isMessage, t } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { groupFaults, type FaultGroup } from './faults';

/** Faults of a file shown at once; the rest opens on demand. */
const SHOWN = 20;

/** Everything that is wrong, file by file, in words that help to mend it. */
export function FaultList({ faults, count }: { faults: readonly RosterFault[]; count: number }) {
  return (
    <section class="report__part">
      <h2>{t('roster.toMend')}</h2>
      {groupFaults(faults).map((group) => (
        <Group key={group.file ?? ''} group={group} />
      ))}
      {faults.length < count && <p class="roster__hint">{t('roster.onlyFirst', { count: faults.length })}</p>}
    </section>
  );
}

function Group({ group: { file, faults } }: { group: FaultGroup }) {
  return (
    <div class="faults">
      <h3>
        {file === undefined ? t('roster.wholeArchive') : <code>{file}</code>} <small>{t('roster.faultCount', { count: faults.length, faults: formatNumber(faults.length) })}</small>
      </h3>
      <Rows faults={faults.slice(0, SHOWN)} isFile={file !== undefined} />
      {faults.length > SHOWN && (
        <details>
          <summary>{t('roster.moreFaults', { count: faults.length - SHOWN })}</summary>
          <Rows faults={faults.slice(SHOWN)} isFile />
        </details>
      )}
    </div>
  );
}

function Rows({ faults, isFile }: { faults: readonly RosterFault[]; isFile: boolean }) {
  return (
    <ul>
      {faults.map((fault, index) => (
        <li key={index} class="fault">
          <span class="fault__place">{fault.line === undefined ? isFile && t('roster.wholeFile') : t('roster.line', { line: formatNumber(fault.line) })}</span>
          <span class="fault__text">
            {textOf(fault.code)}
            {fault.allowed && <span class="fault__allowed">{t('roster.allowed', { values: fault.allowed.join(', ') })}</span>}
            {(fault.column !== undefined || fault.value !== undefined) && (
              <span class="fault__detail">
                {fault.column !== undefined && (
                  <span>
                    {t('roster.column')} <code>{fault.column}</code>
                  </span>
                )}
                {fault.value !== undefined && (
                  <span>
                    {t('roster.value')} <code dir="auto">{fault.value}</code>
                  </span>
                )}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function textOf(code: string): string {
  const key = `roster.fault.${code}`;
  return isMessage(key) ? t(key) : code; // A reason that a newer server knows.
}
