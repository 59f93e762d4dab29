// What the office may run into: rosters with mistakes, imports given up, passwords forgotten, cards and invitations of many. Its
// first day as it goes well: office-story.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { bringAnother, bringIn, openPage, putAway, scan } from './office.mjs';
import { signInAsOffice } from './people.mjs';
import { roster } from './zip.mjs';

const CLASS = { org: 'org-001', title: '3e Z', teacher: ['Ada', 'Lovelace'], students: [['Zoé', 'Nguyễn'], ['Ali', 'Ben Salah'], ['Nour', 'حداد']] };

describe('the office', { timeout: 180_000 }, () => {
  let node, browser, office, page;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    office = await browser.person();
    page = office.page;
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  const open = (title) => openPage(page, title);
  const again = () => bringAnother(page);

  test('begins at its own home, and has no day', async () => {
    await signInAsOffice(page, node);
    await page.waitForURL(/\/office$/);
    await page.getByRole('heading', { name: `Bonjour, ${node.office.name}` }).waitFor();
    await page.goto(`${node.url}/day`);
    await page.waitForURL(/\/office$/);
  });

  test('a roster with mistakes changes nothing, and each mistake is told by file, line and column', async () => {
    await open('Import des listes');
    await bringIn(page, { ...CLASS, broken: true });
    await page.getByText('La liste n’a pas été importée').waitFor();
    const faults = page.locator('.fault');
    assert.deepEqual(await faults.allInnerTexts().then((all) => all.map((text) => text.replaceAll(/\s+/g, ' '))), [
      'Ligne 3 OneRoster ne connaît pas cette valeur dans cette colonne. Valeurs admises : administrator, aide, guardian, parent, proctor, relative, student, teacher. Colonne role Valeur pupil',
      'Ligne 4 Cette case ne doit pas être vide. Colonne familyName',
    ]);
    await assertAccessible(page, 'a refused roster');
  });

  test('what is no archive is said to be none, and one that is broken too', async () => {
    await again();
    await page.locator('input[type=file]').setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') });
    await page.getByText('Ce fichier n’est pas une archive zip').waitFor();
    await again();
    await page.locator('input[type=file]').setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: roster(CLASS).subarray(0, 400) });
    await page.getByText('elle est abîmée ou incomplète').waitFor();
    await again();
  });

  test('a right one comes into force once, however often it is brought in', async () => {
    await bringIn(page, CLASS);
    await page.getByText('La nouvelle liste est active').waitFor();
    await again();
    await bringIn(page, CLASS);
    await page.getByText('Tout était déjà à jour').waitFor();
  });

  test('an archive under way can be given up, and is there when one comes back from another page', async () => {
    await page.route('**/api/v1/rosters', () => {}); // Never answered.
    await again();
    await bringIn(page, CLASS);
    await page.getByRole('heading', { name: 'Import de rentree.zip' }).waitFor();
    await open('Personnes');
    await open('Import des listes');
    await page.getByRole('button', { name: 'Abandonner' }).click();
    await page.getByText('Vous avez abandonné cet import').waitFor();
    await page.unroute('**/api/v1/rosters');
  });

  test('a teacher is found by the beginning of their name, and invited by a link that opens', async () => {
    await open('Personnes');
    await page.getByLabel('Chercher').fill('love ada');
    const row = page.locator('.person');
    await eventually('only she is listed', () => row.count(), 1);
    await row.getByText('Pas encore invité').waitFor();
    await row.getByRole('button', { name: 'Inviter Ada Lovelace' }).click();
    await page.getByRole('button', { name: 'Créer le lien' }).click();
    const link = await page.getByRole('textbox', { name: 'Lien à remettre' }).inputValue();
    await assertAccessible(page, 'a link shown once');
    await page.getByRole('button', { name: 'C’est fait' }).click();
    await row.getByText(/^Invité, jusqu’au/).waitFor();

    const { page: teacher } = await browser.person();
    await teacher.goto(link);
    await teacher.getByText('Ada Lovelace').waitFor();
  });

  test('a forgotten password waits until a link is made', async () => {
    await page.evaluate((login) => fetch('/api/v1/password-resets', { method: 'POST', headers: { 'X-Classroom': 'web', 'Content-Type': 'application/json' }, body: JSON.stringify({ login }) }), node.teacher.login);
    await open('Accueil');
    await open('Personnes');
    const waiting = page.getByRole('region', { name: '1 mot de passe oublié' });
    await waiting.getByRole('button', { name: `Nouveau mot de passe pour ${node.teacher.name}` }).click();
    await page.getByRole('button', { name: 'Créer le lien' }).click();
    await page.getByRole('button', { name: 'C’est fait' }).click();
    await waiting.waitFor({ state: 'detached' });
  });

  test('cards stay until they are put away, and then nobody can read them', async () => {
    await open('Fiches à imprimer');
    await page.getByLabel(/^3e Z/).click();
    await page.getByRole('button', { name: 'Créer les codes' }).click();
    await page.getByText('3 fiches prêtes').waitFor();
    await open('Accueil');
    await open('Fiches à imprimer');
    await page.getByText('3 fiches prêtes').waitFor();
    await putAway(page);
    await page.getByLabel(/^3e Z/).click();
    await page.getByText('Tous ces élèves ont déjà un code').waitFor();
    await page.getByRole('radio', { name: /^Tous les élèves/ }).click();
    await page.getByText('3 élèves ont déjà un code, qui ne marchera plus').waitFor();
  });

  test('invitations of everybody who has none are printed at once, and each opens for whom it is', async () => {
    await open('Accueil');
    await page.getByRole('link', { name: /de l’équipe ne sont pas encore invitées/ }).click();
    await page.getByRole('button', { name: 'Créer les invitations' }).click();
    await page.getByText('fiches prêtes').waitFor();
    const card = page.locator('.code-card').nth(1);
    const name = await card.getByRole('heading').innerText();
    const { page: phone } = await browser.person();
    await phone.goto(await scan(card));
    await phone.getByRole('heading', { name }).waitFor();
    await putAway(page);
    await page.getByRole('tab', { name: 'Équipe' }).click();
    await page.getByText('Tous ceux qui n’ont pas de mot de passe sont déjà invités').waitFor();
  });

  test('did nothing that a page of ours may not do', () => {
    assert.deepEqual(office.faults, []);
  });
});
