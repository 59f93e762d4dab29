import { useRef } from 'preact/hooks';
import { Copy } from 'lucide-preact';
import { t } from '../../i18n';
import { Field, IconButton, toast } from '../../ui';

/** A text to take along: the button copies it, and whoever may not copy finds it selected. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const input = useRef<HTMLInputElement>(null);
  async function copy(): Promise<void> {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      toast(t('codes.copied'), 'good');
    } catch {
      // Over plain http browsers have no clipboard for pages; the old way may still work.
      toast(t(document.execCommand('copy') ? 'codes.copied' : 'codes.copyFailed'));
    }
  }

  return (
    <Field
      label={label}
      hint={hint}
      inputRef={input}
      value={value}
      onText={() => {}}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      class="field__control--secret"
      beside={<IconButton icon={Copy} label={t('codes.copy')} onClick={() => void copy()} />}
    />
  );
}
