// The first administrator's link, an invitation, and pages for whoever is not signed in.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';

describe('the front door', () => {
  let node, browser, visitor;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    visitor = await browser.person();
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('a page for somebody sends nobody to sign in', async () => {
    await visitor.page.goto(`${node.url}/lessons/demo~now`);
    await visitor.page.waitForURL(/\/sign-in\?to=%2Flessons%2Fdemo~now/);
    await assertAccessible(visitor.page, 'sign-in');
  });

  test('wrong codes are explained', async () => {
    await visitor.page.locator('input[name=school]').fill('demo');
    await visitor.page.locator('input[name=code]').fill('0000-0000-0000');
    await visitor.page.getByRole('button', { name: 'Entrer', exact: true }).click();
    await visitor.page.getByText('Ces codes ne correspondent pas').waitFor();
  });

  test('the first administrator chooses a password, once', async () => {
    await visitor.page.goto(`${node.url}${node.setup}`);
    await visitor.page.locator('input[name=username]').fill('admin@example.org');
    await visitor.page.locator('input[name=password]').fill('une phrase plutôt longue');
    await visitor.page.getByRole('button', { name: 'Créer mon compte' }).click();
    await visitor.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    assert.ok(!visitor.page.url().includes('setup'));

    const again = await browser.person();
    await again.page.goto(`${node.url}${node.setup}`);
    await again.page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
    assert.equal(await again.page.locator('input[name=password]').count(), 0);
  });

  test('an invitation says whom it is for, and once it is spent, that it is', async () => {
    const invited = await visitor.page.evaluate(async () => {
      const headers = { 'X-Classroom': 'web', 'Content-Type': 'application/json' };
      for (let after = ''; after !== undefined; ) {
        const people = await (await fetch(`/api/v1/schools/demo/people${after && `?after=${after}`}`, { headers })).json();
        const teacher = people.items.find((person) => person.roles.includes('teacher'));
        if (teacher) {
          const answer = await fetch(`/api/v1/schools/demo/people/${teacher.id}/invitation`, { method: 'POST', headers, body: '{}' });
          return { name: `${teacher.givenName} ${teacher.familyName}`, ...(await answer.json()) };
        }

        after = people.next;
      }
    });
    const guest = await browser.person();
    await guest.page.goto(`${node.url}${invited.path}`);
    await guest.page.getByRole('heading', { name: invited.name }).waitFor();
    await guest.page.getByText(invited.login).waitFor();
    await assertAccessible(guest.page, 'an invitation');
    await guest.page.locator('input[name=password]').fill('une phrase plutôt longue');
    await guest.page.getByRole('button', { name: 'Montrer le mot de passe' }).click();
    assert.equal(await guest.page.locator('input[name=password]').getAttribute('type'), 'text');
    await guest.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await guest.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await guest.page.goto('about:blank');
    await guest.page.goto(`${node.url}${invited.path}`);
    await guest.page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
    assert.equal(await guest.page.locator('input[name=password]').count(), 0);
    await assertAccessible(guest.page, 'a spent link');
    assert.deepEqual(guest.faults, []);
  });

  test('a forgotten password reaches the office, and a new link replaces it', async () => {
    const forgetful = await browser.person();
    await forgetful.page.goto(`${node.url}/sign-in?as=staff`);
    await forgetful.page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await forgetful.page.locator('input[name=username]').fill(node.teacher.login);
    await forgetful.page.getByRole('button', { name: 'Plusieurs établissements ?' }).click();
    await forgetful.page.locator('input[name=school]').fill('le collège');
    await forgetful.page.getByRole('button', { name: 'Prévenir le secrétariat' }).click();
    await forgetful.page.getByText('Ce n’est pas un code d’établissement').waitFor();
    await assertAccessible(forgetful.page, 'a forgotten password');
    await forgetful.page.locator('input[name=school]').fill('demo');
    await forgetful.page.getByRole('button', { name: 'Prévenir le secrétariat' }).click();
    await forgetful.page.getByText('Aucun courriel ne sera envoyé').waitFor();
    await assertAccessible(forgetful.page, 'a forgotten password that was passed on');

    const path = await visitor.page.evaluate(async () => {
      const headers = { 'X-Classroom': 'web', 'Content-Type': 'application/json' };
      const { items } = await (await fetch('/api/v1/schools/demo/password-resets', { headers })).json();
      return (await (await fetch(`/api/v1/schools/demo/people/${items[0].person}/invitation`, { method: 'POST', headers, body: '{}' })).json()).path;
    });
    await forgetful.page.goto(`${node.url}${path}`);
    await forgetful.page.getByRole('heading', { name: 'Nouveau mot de passe' }).waitFor();
    await forgetful.page.locator('input[name=password]').fill('encore une phrase plutôt longue');
    await forgetful.page.getByRole('button', { name: 'Choisir ce mot de passe' }).click();
    await forgetful.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    assert.deepEqual(forgetful.faults, []);
  });

  test('the language is the browser’s, and can be changed', async () => {
    const english = await browser.person({ locale: 'en-GB' });
    await english.page.goto(`${node.url}/sign-in`);
    await english.page.getByRole('heading', { name: 'Hello!' }).waitFor();
    await english.page.getByRole('button', { name: 'Français' }).click();
    await english.page.getByRole('heading', { name: 'Bonjour' }).waitFor();
    assert.equal(await english.page.locator('html').getAttribute('lang'), 'fr');
    await english.page.reload();
    await english.page.getByRole('heading', { name: 'Bonjour' }).waitFor();
    assert.deepEqual(english.faults, []);

    const german = await browser.person({ locale: 'de-DE' });
    await german.page.goto(`${node.url}/nowhere`);
    await german.page.getByText('There is no such page').waitFor();
    await german.page.getByRole('link', { name: 'Sign in' }).waitFor();
  });

  test('the language of the school is spoken where the browser names none of ours, the next time from the start', async () => {
    const german = await browser.person({ locale: 'de-DE' });
    await german.page.goto(`${node.url}/sign-in`);
    await german.page.locator('input[name=school]').fill(node.students[0].school);
    await german.page.locator('input[name=code]').fill(node.students[0].code);
    await german.page.getByRole('button', { name: 'Enter', exact: true }).click();
    await german.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await german.context.clearCookies();
    await german.page.goto(`${node.url}/sign-in`);
    await german.page.getByRole('heading', { name: 'Bonjour' }).waitFor();
    assert.deepEqual(german.faults, []);
  });

  test('every component stands on one page, and nothing is wrong with it', async () => {
    await visitor.page.goto(`${node.url}/ui`);
    await visitor.page.getByRole('heading', { name: 'Tous les composants' }).waitFor();
    await assertAccessible(visitor.page, 'the components');
    assert.deepEqual(visitor.faults, []);
  });
});
