// What the office decides: who stands in, what holds for the school, and the trail of all that was done.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { signInAsOffice } from './people.mjs';

/** Picks one of many by typing the beginning of its name. */
async function pick(page, label, typed) {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('combobox', { name: label }).fill(typed);
  const option = page.getByRole('option').first();
  const text = await option.locator('span').first().innerText();
  await page.keyboard.press('Enter');
  return text;
}

describe('the office decides', { timeout: 300_000 }, () => {
  let node, browser, office;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    office = await browser.person();
    await signInAsOffice(office.page, node);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('who stands in: wrong dates and conflicts are told, then the class is theirs, and then no more', async () => {
    const { page } = office;
    await page.goto(`${node.url}/office/substitutes`);
    await page.getByText('Aucun remplacement').waitFor();
    await page.getByRole('button', { name: 'Confier une classe' }).click();
    const dialog = page.getByRole('dialog', { name: 'Confier une classe' });
    await dialog.getByRole('button', { name: 'Confier la classe' }).click();
    await dialog.getByText('Choisissez la classe.').waitFor();
    await dialog.getByText('Choisissez qui remplace.').waitFor();
    await assertAccessible(page, 'a substitution with things missing');

    const title = await pick(page, 'Classe', '3e');
    const name = await pick(page, 'Qui remplace', '');
    await dialog.getByLabel('Au (inclus)').fill('2020-01-01');
    await dialog.getByText('La fin doit venir après le début.').waitFor();
    await dialog.getByLabel('Au (inclus)').fill(await dialog.getByLabel('Du', { exact: true }).inputValue());
    await dialog.getByLabel('Motif').fill('Formation');
    await dialog.getByRole('button', { name: 'Confier la classe' }).click();
    await dialog.waitFor({ state: 'detached' });
    const row = page.locator('.substitute--now', { hasText: name });
    await row.getByText(title).waitFor();
    await row.getByText('Formation').waitFor();
    await assertAccessible(page, 'substitutes');

    await page.getByRole('button', { name: 'Confier une classe' }).click();
    await pick(page, 'Classe', title);
    await pick(page, 'Qui remplace', name);
    await dialog.getByText('remplace déjà dans cette classe').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await row.getByRole('button', { name: 'Mettre fin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mettre fin' }).click();
    await page.locator('.substitute--past', { hasText: name }).waitFor();
    assert.equal(await page.locator('.substitute--now').count(), 0);
    assert.deepEqual(office.faults, []);
  });
});
