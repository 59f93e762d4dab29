import { beforeEach, describe, expect, test } from 'vitest';
import { forgetKept, keptInTab, keptOnDevice } from '../src/lesson/kept';

const isText = (value: unknown) => typeof value === 'string';
const draft = (name = 'draft.demo~now.zoe') => keptOnDevice(name, '', isText);
const WEEK_MS = 7 * 86_400_000;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('what somebody is writing', () => {
  test('is there when the page is opened again, in another tab too', () => {
    draft().value = 'presque fini';
    sessionStorage.clear();
    expect(draft().value).toBe('presque fini');
  });

  test('is what another tab last made of it, and is not written back', () => {
    const here = draft();
    const key = 'classroom.kept.draft.demo~now.zoe';
    const theirs = JSON.stringify({ at: 1, value: 'changé ailleurs' });
    localStorage.setItem(key, theirs);
    dispatchEvent(Object.assign(new Event('storage'), { key }));
    expect(here.value).toBe('changé ailleurs');
    expect(localStorage.getItem(key)).toBe(theirs);
    localStorage.removeItem(key);
    dispatchEvent(Object.assign(new Event('storage'), { key }));
    expect(here.value).toBe('');
  });

  test('leaves nothing behind once it is sent', () => {
    const here = draft();
    here.value = 'a';
    here.value = '';
    expect(localStorage).toHaveLength(0);
  });

  test('is let go of a week after its last change', () => {
    draft().value = 'vieux';
    forgetKept(Date.now() + WEEK_MS - 60_000);
    expect(draft().value).toBe('vieux');
    forgetKept(Date.now() + WEEK_MS + 60_000);
    expect(draft().value).toBe('');
  });

  test('goes when its author signs out, nobody else’s', () => {
    draft().value = 'de Zoé';
    draft('draft.demo~now.theo').value = 'de Théo';
    localStorage.setItem('classroom.device', 'stays');
    forgetKept(Date.now(), 'zoe');
    expect(draft().value).toBe('');
    expect(draft('draft.demo~now.theo').value).toBe('de Théo');
    expect(localStorage.getItem('classroom.device')).toBe('stays');
  });

  test('is left alone where it is no text any more', () => {
    for (const spoilt of ['{', 'null', '7', '{"at":1,"value":7}']) {
      localStorage.setItem('classroom.kept.draft.demo~now.zoe', spoilt);
      expect(draft().value).toBe('');
    }
  });

  test('and the panel looked at is the tab’s alone', () => {
    keptInTab('classroom.panel', '', isText).value = 'talk';
    expect(localStorage).toHaveLength(0);
    expect(keptInTab('classroom.panel', '', isText).value).toBe('talk');
  });
});
