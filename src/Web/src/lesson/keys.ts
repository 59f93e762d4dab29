import { signal } from '@preact/signals';
import { decksOpen, presenting } from './deck/decks-state';
import type { Room, Panel } from './room';

/** What a single key does in a lesson. The letters say the same in French and in English. */
export type KeyAction = 'help' | 'hand' | 'chat' | 'people' | 'poll' | 'board' | 'documents' | 'nextPage' | 'previousPage' | 'closer' | 'further' | 'wholePage';

/** The keys as they are shown, in the order of the map. */
export const KEYS: readonly { keys: readonly string[]; action: KeyAction; for?: 'student' | 'teacher' | 'presenter' }[] = [
  { keys: ['?'], action: 'help' },
  { keys: ['H'], action: 'hand', for: 'student' },
  { keys: ['C'], action: 'chat' },
  { keys: ['P'], action: 'people' },
  { keys: ['S'], action: 'poll' },
  { keys: ['T'], action: 'board' },
  { keys: ['D'], action: 'documents', for: 'teacher' },
  { keys: ['N', '⇟'], action: 'nextPage', for: 'presenter' },
  { keys: ['B', '⇞'], action: 'previousPage', for: 'presenter' },
  { keys: ['+'], action: 'closer', for: 'presenter' },
  { keys: ['−'], action: 'further', for: 'presenter' },
  { keys: ['0'], action: 'wholePage', for: 'presenter' },
];

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  '?': 'help',
  h: 'hand',
  c: 'chat',
  p: 'people',
  s: 'poll',
  t: 'board',
  d: 'documents',
  n: 'nextPage',
  b: 'previousPage',
  pagedown: 'nextPage',
  pageup: 'previousPage',
  '+': 'closer',
  '=': 'closer',
  '-': 'further',
  '0': 'wholePage',
};

const STORED_AS = 'classroom.keys';

/** Whether single keys do anything: who speaks to their computer, or hits keys by chance, turns them off. `?` always does. */
export const keysOn = signal(localStorage.getItem(STORED_AS) !== 'off');

export function turnKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(STORED_AS, on ? 'on' : 'off');
}

/** What a press asks for; undefined where somebody writes, chooses in a menu, or answers a dialog. */
export function actionOf(event: KeyboardEvent): KeyAction | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) {
    return undefined;
  }

  const at = event.target instanceof Element ? event.target : undefined;
  if (at?.closest('input, textarea, select, [contenteditable], dialog, [role=menu]')) {
    return undefined;
  }

  // A keyboard with other letters has the same keys in the same places.
  const key = /^[^a-z?]$/i.test(event.key) && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.code === 'Digit0' && !event.shiftKey ? '0' : event.key;
  const action = ACTIONS[key.toLowerCase()];
  const scrolls = key.startsWith('Page') && at?.closest('.panels');
  return scrolls || (event.repeat && action !== 'nextPage' && action !== 'previousPage') || (!keysOn.value && action !== 'help') ? undefined : action;
}

/** Does what a key asks for; false if that is not possible now. */
export function act(room: Room, action: Exclude<KeyAction, 'help'>): boolean {
  const { phase, hands, handsOpen, stage } = room.view.value;
  const me = room.you.value?.participant;
  const isLive = phase === 'live' && room.isInside.value;
  switch (action) {
    case 'hand': {
      const isUp = hands.some((hand) => hand.participant === me);
      const may = isLive && !room.isTeacher.value && (isUp || handsOpen) && !room.isSending('raiseHand') && !room.isSending('lowerHand');
      return may && room.send({ type: isUp ? 'lowerHand' : 'raiseHand' });
    }

    case 'chat':
      return open(room, 'talk', ['.composer__text', '.chat__list']);
    case 'people':
      return open(room, 'people', ['.people']);
    case 'poll':
      return open(room, 'poll', ['.polls .answer__choice', '.polls input', '.polls']);
    case 'board':
      return focusOn(['.deck[tabindex]', '#board']);
    case 'documents':
      return room.isTeacher.value && room.isInside.value && phase !== 'ended' && (decksOpen.value = true);
    case 'nextPage':
    case 'previousPage': {
      const page = (stage?.page ?? 0) + (action === 'nextPage' ? 1 : -1);
      if (isLive && presenting.value !== undefined) {
        return presenting.value.step(action === 'nextPage' ? 1 : -1);
      }

      return isLive && mayTurn(room) && stage !== undefined && page >= 1 && page <= stage.pages && room.send({ type: 'turnPage', page });
    }

    case 'closer':
    case 'further':
    case 'wholePage':
      if (isLive && presenting.value !== undefined) {
        presenting.value.look(action);
        return true;
      }

      return false;
  }
}

/** Whether this person may turn pages. */
export function mayTurn(room: Room): boolean {
  return room.isTeacher.value || (room.you.value !== undefined && room.view.value.presenter === room.you.value.participant);
}

/** Goes to where one writes. */
export const goToWriting = (room: Room): boolean => act(room, 'chat');

function open(room: Room, panel: Panel, inside: readonly string[]): boolean {
  if (!room.isInside.value) {
    return false;
  }

  room.panel.value = panel;
  requestAnimationFrame(() => focusOn(inside));
  return true;
}

/** Goes to the first of these that is there. */
function focusOn(selectors: readonly string[]): boolean {
  const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector)).find((one) => one !== null);
  found?.focus();
  return found !== undefined;
}
