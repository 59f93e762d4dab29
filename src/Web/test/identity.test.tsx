import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { App } from '../src/app/app';
import { known, loadSession } from '../src/app/session';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { deviceId } from '../src/identity/device';
import { destination } from '../src/identity/sign-in-page';
import { secretOf } from '../src/identity/welcome-page';
import { initials } from '../src/ui';

const session = { account: 'demo~a', displayName: 'Zoé', roles: ['student'], isAdministrator: false, school: 'demo', person: 'p', expiresAt: '2030-01-01T00:00:00.000Z' };

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** Stands where the network is: answers by method and path, and keeps what was asked. */
function network(answers: Record<string, Answer>) {
  const asked: { key: string; headers: Headers; body: unknown }[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    const key = `${init.method} ${path.split('?')[0]}`;
    asked.push({ key, headers: new Headers(init.headers), body: init.body === undefined ? undefined : JSON.parse(String(init.body)) });
    const answer = answers[key] ?? { status: 404, body: { code: 'notFound' } };
    return Promise.resolve(new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status, ...(answer.headers ? { headers: answer.headers } : {}) }));
  });
  return asked;
}

const page = () => document.getElementById('app')!;
const field = (name: string) => page().querySelector<HTMLInputElement>(`input[name=${name}]`)!;

async function type(name: string, text: string): Promise<void> {
  await act(() => {
    field(name).value = text;
    field(name).dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const submit = () => act(async () => void page().querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));

describe('signing in', () => {
  beforeAll(async () => {
    await startLanguage();
    await chooseLanguage('fr');
  });

  beforeEach(() => {
    document.body.innerHTML = '<div id="app"></div>';
    history.replaceState(null, '', '/sign-in?to=%2Flessons%2Fdemo~x');
    known.value = { kind: 'nobody' };
  });

  afterEach(() => {
    render(null, page());
    vi.unstubAllGlobals();
  });

  test('A student comes in with two codes and goes on to where they wanted', async () => {
    const asked = network({ 'POST /api/v1/session': { status: 200, body: { session } } });
    await act(() => render(<App />, page()));
    await type('school', 'demo');
    await type('code', '7kq2 m9xd 4htp');
    await submit();

    await vi.waitFor(() => expect(location.pathname).toBe('/lessons/demo~x'));
    const first = asked.find(({ key }) => key === 'POST /api/v1/session')!;
    expect(first.body).toEqual({ type: 'code', school: 'demo', code: '7kq2 m9xd 4htp', remember: false });
    expect(first.headers.get('X-Classroom')).toBe('web');
    expect(localStorage.getItem('classroom.school')).toBe('demo');
    expect(JSON.stringify({ ...localStorage })).not.toMatch(/7kq2/i);
  });

  test('Wrong codes are explained, and stay to be mended', async () => {
    network({ 'POST /api/v1/session': { status: 401, body: { code: 'signInFailed' } } });
    await act(() => render(<App />, page()));
    await type('school', 'demo');
    await type('code', 'wrong');
    await submit();

    await vi.waitFor(() => expect(page().textContent).toContain('Vérifiez-les sur votre fiche'));
    expect(field('code').value).toBe('wrong');
  });

  test('Empty fields are named before anything is sent', async () => {
    const asked = network({});
    await act(() => render(<App />, page()));
    await type('school', '');
    await submit();

    expect(page().querySelectorAll('[aria-invalid=true]')).toHaveLength(2);
    await vi.waitFor(() => expect(document.activeElement).toBe(field('school')));
    expect(asked.some(({ key }) => key.startsWith('POST'))).toBe(false);
  });

  test('Too many attempts say how long to wait', async () => {
    network({ 'POST /api/v1/session': { status: 429, body: { code: 'tooManyAttempts' }, headers: { 'Retry-After': '300' } } });
    await act(() => render(<App />, page()));
    await type('school', 'demo');
    await type('code', 'x');
    await submit();

    await vi.waitFor(() => expect(page().textContent).toContain('5 minutes'));
  });

  test('Whoever is not signed in is sent to sign in, and the server being away is not the same', async () => {
    network({ 'GET /api/v1/session': { status: 401, body: { code: 'signInRequired' } } });
    await loadSession();
    expect(known.value.kind).toBe('nobody');

    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    await loadSession();
    expect(known.value.kind).toBe('failed');
  });
});

describe('an invitation', () => {
  beforeAll(async () => {
    await startLanguage();
    await chooseLanguage('fr');
  });

  beforeEach(() => {
    document.body.innerHTML = '<div id="app"></div>';
    history.replaceState(null, '', '/welcome#invitation=abc');
    known.value = { kind: 'nobody' };
  });

  afterEach(() => {
    render(null, page());
    vi.unstubAllGlobals();
  });

  test('names whom it is for, and lets them see what they type', async () => {
    network({ 'POST /api/v1/invitations/find': { status: 200, body: { login: 'ada@example.org', displayName: 'Ada Morel', schoolName: 'Collège Victor-Hugo', hasPassword: false, language: 'fr' } } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(page().textContent).toContain('Ada Morel'));
    expect(page().textContent).toContain('Collège Victor-Hugo');
    expect(page().textContent).toContain('ada@example.org');
    expect(page().querySelector('h1')!.textContent).toBe('Bienvenue');

    await type('password', 'une phrase plutôt longue');
    expect(field('password').type).toBe('password');
    await act(() => page().querySelector<HTMLElement>('[aria-label="Montrer le mot de passe"]')!.click());
    expect([field('password').type, field('password').value]).toEqual(['text', 'une phrase plutôt longue']);
  });

  test('that is spent says so before anything is typed', async () => {
    network({ 'POST /api/v1/invitations/find': { status: 410, body: { code: 'tokenSpent' } } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(page().textContent).toContain('Ce lien n’est plus valable'));
    expect(page().textContent).toContain('demandez un nouveau lien au secrétariat');
    expect(field('password')).toBeNull();
  });

  test('of somebody who has a password speaks of a new one', async () => {
    network({ 'POST /api/v1/invitations/find': { status: 200, body: { login: 'ada@example.org', hasPassword: true, language: 'fr' } } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(page().querySelector('h1')!.textContent).toBe('Nouveau mot de passe'));
    expect(page().textContent).toContain('déconnecte partout ailleurs');
  });

  test('that is spent while the password is typed says so too', async () => {
    network({
      'POST /api/v1/invitations/find': { status: 200, body: { login: 'ada@example.org', hasPassword: false, language: 'fr' } },
      'POST /api/v1/invitations/accept': { status: 410, body: { code: 'tokenSpent' } },
    });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(field('password')).not.toBeNull());
    await type('password', 'une phrase plutôt longue');
    await submit();
    await vi.waitFor(() => expect(page().textContent).toContain('Ce lien n’est plus valable'));
  });

  test('to administer the node is checked at once too', async () => {
    history.replaceState(null, '', '/welcome#setup=abc');
    const asked = network({ 'POST /api/v1/setup/find': { status: 410, body: { code: 'tokenSpent' } } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(page().textContent).toContain('Ce lien n’est plus valable'));
    expect([asked[0]!.body, field('username')]).toEqual([{ token: 'abc' }, null]);
  });

  test('is accepted also when whom it is for could not be asked', async () => {
    const asked = network({
      'POST /api/v1/invitations/find': { status: 503, body: { code: 'busy' } },
      'POST /api/v1/invitations/accept': { status: 200, body: { school: 'demo', login: 'ada@example.org' } },
      'POST /api/v1/session': { status: 200, body: { session } },
    });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(field('password')).not.toBeNull());
    await type('password', 'une phrase plutôt longue');
    await submit();
    await vi.waitFor(() => expect(location.pathname).toBe('/day'));
    expect(asked.find(({ key }) => key === 'POST /api/v1/session')!.body).toMatchObject({ login: 'ada@example.org', school: 'demo' });
  });
});

describe('a forgotten password', () => {
  beforeEach(() => {
    document.body.innerHTML = '<div id="app"></div>';
    history.replaceState(null, '', '/forgotten-password');
    known.value = { kind: 'nobody' };
  });

  afterEach(() => {
    render(null, page());
    vi.unstubAllGlobals();
  });

  test('is passed on, and what comes next is told truthfully', async () => {
    const asked = network({ 'POST /api/v1/password-resets': { status: 202 } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(field('username')).not.toBeNull());
    await submit();
    expect(page().textContent).toContain('Remplissez ce champ');
    await type('username', ' ada@example.org ');
    await submit();
    await vi.waitFor(() => expect(page().textContent).toContain('Si ada@example.org est l’adresse d’un compte'));
    expect(page().textContent).toContain('Aucun courriel');
    expect(asked.map(({ key, body }) => [key, body])).toEqual([['POST /api/v1/password-resets', { login: 'ada@example.org' }]]);
  });

  test('is passed on to the school that is named, once that can be one', async () => {
    const asked = network({ 'POST /api/v1/password-resets': { status: 202 } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(field('username')).not.toBeNull());
    await type('username', 'ada@example.org');
    await act(() => [...page().querySelectorAll('button')].find((button) => button.textContent!.startsWith('Plusieurs établissements'))!.click());
    await type('school', 'école !');
    await submit();
    expect(asked).toEqual([]);
    expect(page().textContent).toContain('Ce n’est pas un code d’établissement');
    await type('school', ' DEMO ');
    await submit();
    await vi.waitFor(() => expect(asked.map(({ body }) => body)).toEqual([{ login: 'ada@example.org', school: 'demo' }]));
  });

  test('that could not be passed on says so, and keeps what was typed', async () => {
    network({ 'POST /api/v1/password-resets': { status: 429, body: { code: 'tooManyAttempts' }, headers: { 'Retry-After': '60' } } });
    await act(() => render(<App />, page()));
    await vi.waitFor(() => expect(field('username')).not.toBeNull());
    await type('username', 'ada@example.org');
    await submit();
    await vi.waitFor(() => expect(page().textContent).toContain('Trop d’essais'));
    expect(field('username').value).toBe('ada@example.org');
  });
});

describe('links', () => {
  test.each([
    ['?to=/lessons/demo~x', '/lessons/demo~x'],
    ['', '/'],
    ['?to=//evil.example', '/'],
    ['?to=/\\evil.example', '/'],
    ['?to=https://evil.example', '/'],
  ])('after signing in with %s go to %s', (search, expected) => {
    expect(destination(search)).toBe(expected);
  });

  test.each([
    ['#setup=abc', { kind: 'setup', token: 'abc' }],
    ['#invitation=abc', { kind: 'invitation', token: 'abc' }],
    ['', undefined],
  ])('the secret of %s', (hash, expected) => {
    expect(secretOf(hash)).toEqual(expected);
  });
});

test('A device names itself once', () => {
  localStorage.removeItem('classroom.device');
  const id = deviceId();
  expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{13}$/);
  expect(deviceId()).toBe(id);
});

test.each([
  ['Zoé Lefèvre', 'ZL'],
  ['Jean-Baptiste de La Salle', 'JS'],
  ['Maël', 'M'],
  ['Đặng Thị Ánh', 'ĐÁ'],
  ['🎈', '?'],
  ['  ', '?'],
])('%s is abbreviated %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
