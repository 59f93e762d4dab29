import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../src/app/app';
import { known } from '../src/app/session';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { cardOf, printedCode, scanned, takeCard } from '../src/identity/card';
import { cardAddress } from '../src/office/codes/card';

const session = (displayName: string) => ({ account: 'demo~a', displayName, roles: ['student' as const], isAdministrator: false, school: 'demo', person: 'p', expiresAt: '2030-01-01T00:00:00.000Z' });

/** Answers by method and path; keeps what was asked, in order. */
function network(answers: Record<string, { status: number; body?: unknown }>): { key: string; body: unknown }[] {
  const asked: { key: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const key = `${init.method} ${path.split('?')[0]}`;
    asked.push({ key, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) });
    const { status, body } = answers[key] ?? { status: 404, body: { code: 'notFound' } };
    return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }));
  });
  return asked;
}

const page = () => document.getElementById('app')!;
const press = async (name: string) => {
  const button = [...page().querySelectorAll('button')].find(({ textContent }) => textContent === name);
  expect(button, name).toBeDefined();
  await act(async () => button!.closest('form') && button!.type === 'submit' ? void button!.closest('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })) : button!.click());
};

describe('a scanned card', () => {
  beforeAll(async () => {
    await startLanguage();
    await chooseLanguage('fr');
  });

  beforeEach(() => {
    document.body.innerHTML = '<div id="app"></div>';
    known.value = { kind: 'nobody' };
    scanned.value = undefined;
    history.replaceState(null, '', '/sign-in?to=%2Flessons%2Fdemo~x#school=demo&code=7KQ2M9XD4HTP');
  });

  afterEach(() => {
    render(null, page());
    vi.unstubAllGlobals();
  });

  async function open(): Promise<void> {
    takeCard();
    await act(() => render(<App />, page()));
  }

  test('is what was printed, and leaves nothing in the address', () => {
    expect(cardOf(new URL(cardAddress('https://school.example', 'demo', '7KQ2-M9XD-4HTP')).hash)).toEqual({ school: 'demo', code: '7KQ2M9XD4HTP' });
    takeCard();
    expect(scanned.value).toEqual({ school: 'demo', code: '7KQ2M9XD4HTP' });
    expect(location.href).toMatch(/\/sign-in\?to=%2Flessons%2Fdemo~x$/);
    expect(printedCode('7kq2 m9xd4htp')).toBe('7KQ2-M9XD-4HTP');
  });

  test.each(['', '#school=demo', '#code=7KQ2', '#school=demo&code=%20', `#school=demo&code=${'x'.repeat(65)}`, '#invitation=abc'])('is none in %s', (hash) => {
    expect(cardOf(hash)).toBeUndefined();
  });

  test('asks who one is before it signs in', async () => {
    const asked = network({
      'POST /api/v1/codes/find': { status: 200, body: { displayName: 'Zoé Ndiaye', schoolName: 'Collège Victor-Hugo' } },
      'POST /api/v1/session': { status: 200, body: { session: session('Zoé Ndiaye') } },
    });
    await open();
    await vi.waitFor(() => expect(page().textContent).toContain('Zoé Ndiaye'));
    expect(asked.map(({ key }) => key)).toEqual(['POST /api/v1/codes/find']);
    await press('Oui, entrer');
    await vi.waitFor(() => expect(location.pathname).toBe('/lessons/demo~x'));
    expect(asked.find(({ key }) => key === 'POST /api/v1/session')!.body).toEqual({ type: 'code', school: 'demo', code: '7KQ2M9XD4HTP', remember: false });
    expect(scanned.value).toBeUndefined();
  });

  test('that is somebody else’s signs nobody in', async () => {
    const asked = network({ 'POST /api/v1/codes/find': { status: 200, body: { displayName: 'Théo Garnier' } } });
    await open();
    await vi.waitFor(() => expect(page().textContent).toContain('Théo Garnier'));
    await press('Non, ce n’est pas moi');
    expect(page().querySelector('input[name=code]')).not.toBeNull();
    expect(asked.length).toBe(1);
  });

  test('signs out whoever sat here before, once its owner says so', async () => {
    known.value = { kind: 'somebody', session: session('Ali Ben Salah') };
    const asked = network({
      'POST /api/v1/codes/find': { status: 200, body: { displayName: 'Zoé Ndiaye' } },
      'DELETE /api/v1/session': { status: 204 },
      'POST /api/v1/session': { status: 200, body: { session: session('Zoé Ndiaye') } },
    });
    await open();
    await vi.waitFor(() => expect(page().textContent).toContain('Ali Ben Salah est connecté'));
    await press('Oui, entrer');
    await vi.waitFor(() => expect(known.value).toMatchObject({ session: { displayName: 'Zoé Ndiaye' } }));
    expect(asked.map(({ key }) => key).slice(1, 3)).toEqual(['DELETE /api/v1/session', 'POST /api/v1/session']);
  });

  test('that a newer code replaced says so', async () => {
    network({ 'POST /api/v1/codes/find': { status: 401, body: { code: 'signInFailed' } } });
    await open();
    await vi.waitFor(() => expect(page().textContent).toContain('n’est plus valable'));
    await press('Écrire les codes à la main');
    expect(page().querySelector('input[name=code]')).not.toBeNull();
  });
});
