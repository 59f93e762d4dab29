import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { Picker } from '../src/ui/picker';

const options: { value: string; label: string; detail?: string }[] = [
  { value: '3a', label: '3e A', detail: 'Mathématiques' },
  { value: '3b', label: '3e B' },
  { value: '4a', label: '4e A' },
];

/** As a school has them: each class with its course. */
const classes = ['3e A', '3e B', '3e D', 'D3 sport'].map((label) => ({ value: label, label, detail: 'Tronc commun de 3e' }));

let picked = '';

function Sample({ among = options }: { among?: typeof options }) {
  const [value, setValue] = useState('');
  picked = value;
  return <Picker label="Classe" options={among} value={value} onPick={setValue} />;
}

const page = () => document.getElementById('app')!;
const field = () => page().querySelector('input')!;
const shown = () => [...page().querySelectorAll('[role=option] > span')].map((option) => option.textContent);
const type = (text: string) =>
  act(() => {
    field().value = text;
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });

/** Presses a key; says whether it was left to what lies around. */
async function press(key: string): Promise<boolean> {
  let isLeft = true;
  await act(() => {
    isLeft = field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  return isLeft;
}

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('fr');
});

beforeEach(async () => {
  document.body.innerHTML = '<div id="app"></div>';
  await act(() => render(<Sample />, page()));
});

afterEach(() => render(null, page()));

test('is picked from by typing and by arrow keys', async () => {
  await type('3e');
  expect(shown()).toEqual(['3e A', '3e B']);
  await press('ArrowDown');
  expect(page().querySelector('[aria-selected=true]')!.id).toBe(field().getAttribute('aria-activedescendant'));
  expect(await press('Enter')).toBe(false);
  expect([picked, field().value, field().getAttribute('aria-expanded')]).toEqual(['3b', '3e B', 'false']);
});

test('is found by words without accents', async () => {
  await type('MATHEMATIQUES');
  expect(shown()).toEqual(['3e A']);
});

test('has first what is so called, then what begins so, then other words, then what is said of it', async () => {
  await act(() => render(<Sample among={classes} />, page()));
  await type('3e D');
  expect(shown()).toEqual(['3e D', '3e A', '3e B', 'D3 sport']);
  await press('Enter');
  expect(picked).toBe('3e D');
  await type('d');
  expect(shown()).toEqual(['D3 sport', '3e D', '3e A', '3e B']);
});

test('goes round at its ends', async () => {
  await press('ArrowDown');
  await press('ArrowUp');
  await press('Enter');
  expect(picked).toBe('4a');
});

test('gives up on Escape, which closes nothing around it, and leaves the keys alone while it is closed', async () => {
  await type('4');
  expect(await press('Escape')).toBe(false);
  expect([picked, shown()]).toEqual(['', []]);
  expect([await press('Escape'), await press('Enter')]).toEqual([true, true]);
});

test('takes the only one that matches, or is called so, when it is left, and nothing else', async () => {
  const leave = () => act(() => void field().dispatchEvent(new FocusEvent('blur')));
  await type('e a');
  await leave();
  expect([picked, field().value]).toEqual(['', '']);
  await type('math');
  await leave();
  expect([picked, field().value]).toEqual(['3a', '3e A']);
  await act(() => render(<Sample among={classes} />, page()));
  await type('3e d');
  await leave();
  expect(picked).toBe('3e D');
});

test('says that nothing matches', async () => {
  await type('CM2');
  expect(page().querySelector('[role=status]')!.textContent).toBe('Rien ne correspond.');
  await press('Enter');
  expect(picked).toBe('');
});
