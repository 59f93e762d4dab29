// The first administrator's link, and pages for whoever is not signed in.
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
    await visitor.page.getByRole('button', { name: 'Mettre en route' }).click();
    await visitor.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    assert.ok(!visitor.page.url().includes('setup'));

    const again = await browser.person();
    await again.page.goto(`${node.url}${node.setup}`);
    await again.page.locator('input[name=username]').fill('other@example.org');
    await again.page.locator('input[name=password]').fill('une phrase plutôt longue');
    await again.page.getByRole('button', { name: 'Mettre en route' }).click();
    await again.page.getByText('Ce lien a déjà servi').waitFor();
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
  });

  test('every component stands on one page, and nothing is wrong with it', async () => {
    await visitor.page.goto(`${node.url}/ui`);
    await visitor.page.getByRole('heading', { name: 'Tous les composants' }).waitFor();
    await assertAccessible(visitor.page, 'the components');
    assert.deepEqual(visitor.faults, []);
  });
});
