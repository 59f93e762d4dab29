import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Link, Router, useLocation } from 'wouter-preact';
import { askBeforeLeaving, leave, useUnsaved, type Leaving } from '../src/app/unsaved';

const page = () => document.getElementById('app')!;
let leaving: Leaving | undefined;
let go: ReturnType<typeof useLocation>[1];

function Form({ isUnsaved }: { isUnsaved: boolean }) {
  leaving = useUnsaved(isUnsaved);
  [, go] = useLocation();
  return <Link href="/day">Ma journée</Link>;
}

const show = (isUnsaved: boolean) =>
  act(() =>
    render(
      <Router aroundNav={askBeforeLeaving}>
        <Form isUnsaved={isUnsaved} />
      </Router>,
      page(),
    ),
  );
const press = () => act(() => page().querySelector('a')!.click());

beforeEach(async () => {
  document.body.innerHTML = '<div id="app"></div>';
  history.replaceState(null, '', '/office/settings');
});

afterEach(() => render(null, page()));

test('a page with nothing unsaved is left at once', async () => {
  await show(false);
  await press();
  expect(location.pathname).toBe('/day');
});

test('a page with something unsaved stays until somebody says that they mean it', async () => {
  await show(true);
  await press();
  expect(location.pathname).toBe('/office/settings');
  await act(() => leaving!.stay());
  expect([leaving, location.pathname]).toEqual([undefined, '/office/settings']);
  await press();
  await act(() => leaving!.go());
  expect([leaving, location.pathname]).toEqual([undefined, '/day']);
});

test('what is saved holds nobody any more, and closing the window is asked about only before', async () => {
  const isHeld = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
  await show(true);
  expect(isHeld()).toBe(true);
  await show(false);
  expect(isHeld()).toBe(false);
  await press();
  expect(location.pathname).toBe('/day');
});

test('what takes the page away without a link asks too', async () => {
  let isGone = false;
  const goAway = () => leave(() => (isGone = true));
  await show(true);
  await act(goAway);
  await act(() => leaving!.stay());
  expect([leaving, isGone]).toEqual([undefined, false]);
  await act(goAway);
  await act(() => leaving!.go());
  expect([leaving, isGone]).toEqual([undefined, true]);
  await show(false);
  isGone = false;
  await act(goAway);
  expect(isGone).toBe(true);
});

test('the end of a session asks nobody', async () => {
  await show(true);
  await act(() => go('/sign-in', { replace: true }));
  expect(location.pathname).toBe('/sign-in');
});
