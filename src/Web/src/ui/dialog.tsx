import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { X } from 'lucide-preact';
import { t } from '../i18n';
import { IconButton } from './button';
import './dialog.css';

type DialogProps = {
  title: string;
  open: boolean;
  onClose: () => void;
  /** For what is read like a page. */
  wide?: boolean;
  children: ComponentChildren;
  /** The buttons, last the one that most people want. */
  actions?: ComponentChildren;
};

/** A modal sheet. The browser keeps the focus inside, closes on Escape, and gives the focus back. */
export function Dialog({ title, open, onClose, wide = false, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) {
      dialog.showModal();
    }

    return () => dialog?.close();
  }, [open]);

  if (!open) {
    return null;
  }

  return (
    <dialog
      ref={ref}
      class={`dialog${wide ? ' dialog--wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // A click on the backdrop lands on the dialog itself.
        if (event.target === ref.current) {
          onClose();
        }
      }}
    >
      <div class="dialog__sheet">
        <header class="dialog__head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
        </header>
        <div class="dialog__body">{children}</div>
        {actions && <footer class="dialog__actions">{actions}</footer>}
      </div>
    </dialog>
  );
}
