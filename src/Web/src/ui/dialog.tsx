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
  /** What Enter does in a field, and a button of type `submit`. */
  onSubmit?: () => void;
  /** For what is read like a page. */
  wide?: boolean;
  /** For what is shown once, or typed: neither Escape nor a click beside it closes it, only its buttons. */
  firm?: boolean;
  children: ComponentChildren;
  /** The buttons, last the one that most people want. */
  actions?: ComponentChildren;
};

/** A modal sheet. The browser keeps the focus inside, closes on Escape unless told otherwise, and gives the focus back. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

// Of its own, so that it is closed before it is taken out of the page: only then does the browser give the focus back.
function OpenDialog({ title, onClose, onSubmit, wide = false, firm = false, children, actions }: Omit<DialogProps, 'open'>) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);

  const sheet = (
    <>
      <header class="dialog__head">
        <h2 id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
      </header>
      <div class="dialog__body">{children}</div>
      {actions && <footer class="dialog__actions">{actions}</footer>}
    </>
  );
  return (
    <dialog
      ref={ref}
      class={`dialog${wide ? ' dialog--wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) {
          onClose();
        }
      }}
      onClick={(event) => {
        // A click on the backdrop lands on the dialog itself.
        if (!firm && event.target === ref.current) {
          onClose();
        }
      }}
    >
      {onSubmit ? (
        <form
          class="dialog__sheet"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {sheet}
        </form>
      ) : (
        <div class="dialog__sheet">{sheet}</div>
      )}
    </dialog>
  );
}
