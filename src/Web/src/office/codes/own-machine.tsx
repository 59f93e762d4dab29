import { MonitorX } from 'lucide-preact';
import { t } from '../../i18n';
import { Notice } from '../../ui';

/** Warns, before anything is handed out, that the address of this page leads here from this computer only. */
export function OwnMachineWarning() {
  return isOwnMachine(location.hostname) ? (
    <Notice tone="sun" icon={MonitorX} title={t('sheets.localTitle', { address: location.host })}>
      {t('sheets.localText')}
    </Notice>
  ) : null;
}

/** Whether an address means another machine on each machine: nobody gets here by a card that says it. */
export const isOwnMachine = (host: string): boolean => /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(host);
