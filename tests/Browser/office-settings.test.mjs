// What the office decides: who stands in, what holds for the school, and the trail of all that was done.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { openPage, pick } from './office.mjs';
import { signInAsOffice } from './people.mjs';

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

    await row.getByRole('button', { name: 'Prolonger' }).click();
    const longer = page.getByRole('dialog', { name: 'Prolonger ce remplacement' });
    assert.deepEqual([await longer.getByRole('combobox', { name: 'Classe' }).inputValue(), await longer.getByRole('combobox', { name: 'Qui remplace' }).inputValue(), await longer.getByLabel('Motif').inputValue()], [title, name, 'Formation']);
    await assertAccessible(page, 'a substitution that is extended');
    await longer.getByRole('button', { name: 'Prolonger' }).click();
    await longer.waitFor({ state: 'detached' });
    await page.locator('.substitute--next', { hasText: name }).getByText('Formation').waitFor();

    await row.getByRole('button', { name: 'Mettre fin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Mettre fin' }).click();
    await page.locator('.substitute--past', { hasText: name }).waitFor();
    assert.equal(await page.locator('.substitute--now').count(), 0);
    assert.deepEqual(office.faults, []);
  });

  test('what holds for the school: wrong numbers are told, and a change of somebody else loses nothing', async () => {
    const { page } = office;
    await page.goto(`${node.url}/office/settings`);
    const late = page.getByLabel('Minutes de tolérance');
    const save = page.getByRole('button', { name: 'Enregistrer' });
    await late.fill('75');
    await save.click();
    await page.getByText('Écrivez un nombre de 0 à 60.').waitFor();
    await assertAccessible(page, 'settings with a wrong number');
    await late.fill('10');
    await save.click();
    await page.getByText('Les réglages sont enregistrés.').waitFor();

    const other = await browser.person();
    await signInAsOffice(other.page, node);
    await other.page.goto(`${node.url}/office/settings`);
    await other.page.getByLabel('Langue de l’établissement').selectOption('en');
    await late.fill('15');
    await save.click();
    await page.getByText('Pas encore enregistré').waitFor({ state: 'hidden' });
    await other.page.getByLabel('Personnes par cours, au plus').fill('30');
    await other.page.getByRole('button', { name: 'Enregistrer' }).click();
    await other.page.getByText('Quelqu’un d’autre vient de changer les réglages').waitFor();
    await other.page.getByText('maintenant 15 minutes').waitFor();
    await assertAccessible(other.page, 'settings that somebody else changed');
    assert.equal(await other.page.getByLabel('Minutes de tolérance').inputValue(), '15');
    assert.equal(await other.page.getByLabel('Personnes par cours, au plus').inputValue(), '30');
    await other.page.getByRole('button', { name: 'Enregistrer' }).click();
    await other.page.getByText('Les réglages sont enregistrés.').waitFor();
    await page.reload();
    await page.getByLabel('Langue de l’établissement').waitFor();
    assert.deepEqual([await late.inputValue(), await page.getByLabel('Langue de l’établissement').inputValue(), await page.getByLabel('Personnes par cours, au plus').inputValue()], ['15', 'en', '30']);
    assert.deepEqual([...office.faults, ...other.faults], []);
  });

  test('what is changed and not saved is asked about before it is left, whichever way', async () => {
    const { page } = office;
    const late = page.getByLabel('Minutes de tolérance');
    const question = page.getByRole('dialog', { name: 'Partir sans enregistrer ?' });
    await openPage(page, 'Personnes');
    await openPage(page, 'Réglages'); // So that the way back leads to a page of the same document.
    await late.fill('20');
    for (const leave of [() => openPage(page, 'Personnes'), () => page.getByRole('button', { name: 'Se déconnecter' }).click(), () => page.evaluate(() => history.back())]) {
      await leave();
      await question.waitFor();
      await assertAccessible(page, 'settings that are about to be left');
      await question.getByRole('button', { name: 'Rester ici' }).click();
      await question.waitFor({ state: 'detached' });
      assert.deepEqual([new URL(page.url()).pathname, await late.inputValue()], ['/office/settings', '20']);
    }

    await openPage(page, 'Personnes');
    await question.getByRole('button', { name: 'Abandonner mes changements' }).click();
    await page.getByRole('heading', { name: 'Personnes', level: 1 }).waitFor();
    await openPage(page, 'Réglages');
    await late.waitFor();
    assert.equal(await late.inputValue(), '15');
    assert.deepEqual(office.faults, []);
  });

  test('its language is that of the register’s file and of the cards, whatever the page speaks', async () => {
    const csv = await office.page.evaluate(async () => {
      const { items } = await (await fetch('/api/v1/schools/demo/audit?order=newest&action=settingsChanged')).json();
      const classes = await (await fetch('/api/v1/schools/demo/classes')).json();
      for (const { class: id } of classes.items) {
        const lessons = await (await fetch(`/api/v1/classes/${id}/lessons?from=${new Date(Date.now() - 864e5).toISOString()}&to=${new Date(Date.now() + 864e5).toISOString()}`)).json();
        if (lessons.length > 0) {
          return `${items.length} ${await (await fetch(`/api/v1/lessons/${lessons[0].lesson}/register.csv`)).text()}`;
        }
      }
    });
    assert.match(csv, /^3 .*Family name,Given name,/);

    const { page } = office;
    await page.goto(`${node.url}/office/people`);
    await page.getByRole('button', { name: /^Donner un code à|^Nouveau code/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Créer le code' }).click();
    await page.getByRole('dialog').locator('.code-card[lang=en]', { hasText: 'Personal code' }).waitFor();
    await page.getByRole('button', { name: 'C’est fait' }).click();
  });

  test('the trail says who did what, when, to whom, page by page, by kind and by day', async () => {
    const { page } = office;
    await page.evaluate(async () => {
      const headers = { 'X-Classroom': 'web' };
      const { items } = await (await fetch('/api/v1/schools/demo/classes')).json();
      for (const { class: id } of items.slice(0, 3)) {
        await fetch(`/api/v1/schools/demo/classes/${id}/codes`, { method: 'POST', headers });
      }
    });
    await page.goto(`${node.url}/office/audit`);
    await page.getByText(`${node.office.name} a donné un nouveau code à`).first().waitFor();
    await page.locator('summary').first().click();
    await page.locator('details[open] li').first().waitFor();
    await assertAccessible(page, 'the audit trail');
    while (await page.getByRole('button', { name: 'Voir plus ancien' }).count()) {
      await page.getByRole('button', { name: 'Voir plus ancien' }).click();
      await page.locator('.is-busy').waitFor({ state: 'detached' });
    }
    await page.getByText('Le serveur a importé une liste').waitFor();

    await page.getByLabel('Type d’action').selectOption({ label: 'Classes confiées' });
    await page.getByText(`${node.office.name} a confié la classe`).first().waitFor();
    await eventually('only classes entrusted', () => page.locator('.audit__entry').count(), 2);
    await page.getByLabel('Jusqu’au (inclus)').fill('2020-01-01');
    await page.getByText('Aucun résultat').waitFor();
    await page.getByLabel('Depuis le').fill('2020-02-01');
    await page.getByText('La fin vient avant le début.').waitFor();
    await assertAccessible(page, 'an audit trail without what was asked for');
    assert.deepEqual(office.faults, []);
  });

  test('whoever administers the node reads its own trail too', async () => {
    const root = await browser.person();
    await root.page.goto(`${node.url}${node.setup}`);
    await root.page.locator('input[name=username]').fill('admin@example.org');
    await root.page.locator('input[name=password]').fill('une phrase plutôt longue');
    await root.page.getByRole('button', { name: 'Créer mon compte' }).click();
    await root.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await root.page.goto(`${node.url}/office/audit`);
    // The only school there is, is chosen; the node's own trail is beside its trail.
    await root.page.getByLabel('Journal', { exact: true }).selectOption({ label: 'Le serveur lui-même' });
    await root.page.getByText('admin@example.org administre maintenant le serveur.').waitFor();

    const { page } = root;
    await page.route(/\/api\/v1\/schools\?/, async (route) => {
      const answer = await route.fetch();
      const { items, ...more } = await answer.json();
      await route.fulfill({ json: { ...more, items: [...items, { ...items[0], id: 'autre', name: 'Autre collège' }] } });
    });
    await page.goto(`${node.url}/office/settings`);
    const choice = page.getByLabel('Établissement', { exact: true });
    await choice.selectOption('demo');
    await page.getByLabel('Minutes de tolérance').fill('20');
    await choice.selectOption('autre');
    await page.getByRole('dialog', { name: 'Partir sans enregistrer ?' }).getByRole('button', { name: 'Rester ici' }).click();
    assert.deepEqual([await choice.inputValue(), await page.getByLabel('Minutes de tolérance').inputValue()], ['demo', '20']);
    await choice.selectOption('autre');
    await page.getByRole('dialog').getByRole('button', { name: 'Abandonner mes changements' }).click();
    await eventually('another school', () => choice.inputValue(), 'autre');
    assert.deepEqual(root.faults, []);
  });
});
