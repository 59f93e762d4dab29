import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconType } from './icon';
import { Button, IconButton } from './button';
import './menu.css';

export type MenuItem = { label: string; /** What is read aloud, if the label is a picture. */ name?: string; icon?: IconType; danger?: boolean; onPick: () => void };

type MenuProps = {
  label: string;
  icon: IconType;
  items: readonly MenuItem[];
  /** Shows the label beside the picture. */
  labelled?: boolean | 'small';
  /** Opens upwards, for a button at the bottom of the page. */
  up?: boolean;
  /** Opens towards the end of the line, for a button at its start. */
  start?: boolean;
  /** Stands in one line, for a few pictures. */
  inLine?: boolean;
};

/** Between a menu and the edge of the window, in pixels. */
const EDGE_PX = 8;

/** Moves a menu that the window would cut off, and scrolls to one that a panel would. */
function keepInSight(list: HTMLElement): void {
  list.style.translate = '';
  const { left, right } = list.getBoundingClientRect();
  const over = Math.max(0, EDGE_PX - left) - Math.max(0, right + EDGE_PX - document.documentElement.clientWidth);
  list.style.translate = over === 0 ? '' : `${over}px`;
  list.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** A short list of things to do, behind one button. Arrow keys move, Escape closes, the focus comes back. */
export function Menu({ label, icon, items, labelled = false, up = false, start = false, inLine = false }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const id = useId();

  // With the list itself, not after it is painted: a press in between would close it again.
  useLayoutEffect(() => {
    if (!open) {
      return;
    }

    const list = root.current?.querySelector<HTMLElement>('[role=menu]');
    const intoSight = () => list && keepInSight(list);
    intoSight();
    list?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    addEventListener('resize', intoSight);
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      removeEventListener('resize', intoSight);
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);

  function close(): void {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const choices = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = choices.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ...(inLine ? { ArrowRight: at + 1, ArrowLeft: at - 1 } : {}), Home: 0, End: choices.length - 1 }[event.key];
    if (open && event.key === 'Escape') {
      event.stopPropagation();
      close();
    } else if (open && to !== undefined) {
      event.preventDefault();
      choices[(to + choices.length) % choices.length]?.focus();
    }
  }

  return (
    <div class="menu" ref={root} onKeyDown={onKeyDown}>
      {labelled ? (
        <Button icon={icon} size={labelled === 'small' ? 'small' : 'medium'} aria-haspopup="menu" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {label}
        </Button>
      ) : (
        <IconButton icon={icon} size="small" label={label} aria-haspopup="menu" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} />
      )}
      {open && (
        <ul class={`menu__list${up ? ' menu__list--up' : ''}${start ? ' menu__list--start' : ''}${inLine ? ' menu__list--line' : ''}`} role="menu" id={id} aria-label={label}>
          {items.map((item) => (
            <li key={item.label} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                aria-label={item.name}
                class={`menu__item${item.danger ? ' menu__item--danger' : ''}`}
                onClick={() => {
                  close();
                  item.onPick();
                }}
              >
                {item.icon && <Icon of={item.icon} />}
                {item.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
