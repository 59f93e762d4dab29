import { useSignal } from '@preact/signals';
import { Check, Copy, ShieldAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { t } from '../i18n';
import { Button, Notice } from '../ui';
import { addressOf } from './reach';

/** Says that something on the way refuses the lesson's connection, whom to tell, and what: ready to be copied into a message. */
export function BlockedNotice({ address, next }: { address: string; next: ComponentChildren }) {
  const copied = useSignal(false);
  const { protocol, host, port, path } = addressOf(address, location.href);
  const facts = [
    [t('room.blocked.host'), host],
    [t('room.blocked.port'), port],
    [t('room.blocked.path'), path],
    [t('room.blocked.protocol'), `WebSocket (${protocol})`],
  ] as const;

  async function copy(): Promise<void> {
    const letter = [t('room.blocked.letter'), ...facts.map(([name, value]) => `${name}: ${value}`)].join('\n');
    try {
      await navigator.clipboard.writeText(letter);
      copied.value = true;
    } catch {
      copied.value = false; // Not allowed here: what it says stands beside the button.
    }
  }

  return (
    <Notice tone="danger" icon={ShieldAlert} title={t('room.blocked.title')}>
      <p>{t('room.blocked.text')}</p>
      <dl class="blocked__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="blocked__actions">
        <Button size="small" icon={copied.value ? Check : Copy} onClick={() => void copy()}>
          <span aria-live="polite">{t(copied.value ? 'room.blocked.copied' : 'room.blocked.copy')}</span>
        </Button>
        {next}
      </div>
    </Notice>
  );
}
