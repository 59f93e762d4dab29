// Writes what people see to artifacts/screenshots: each page and state, on a phone and a desk, in French by day and in English
// by night; with ./test.sh --all in both languages and both themes. To be looked at by whoever changes a page. It fails if a
// page cannot be brought into a state, or if axe finds something serious there.
import { mkdirSync, rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startBrowser } from './browser.mjs';
import { shootAround } from './day-states.mjs';
import { shootComings, shootLines, shootStops } from './lesson-states.mjs';
import { folder, learnBoth, shoot, shootWindow } from './looks.mjs';
import { startDemoNode } from './node.mjs';
import { enter, enterOnly, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';
import { shootAudit, shootSettings, shootSubstitutes } from './decision-states.mjs';
import { shootCards, shootPeople, shootRosters, shootSheets } from './office-states.mjs';
import { shootBroken, shootDays } from './page-states.mjs';
import { pdf } from './pdf.mjs';

/** The lesson that every demo has. */
const LESSON = 'demo~now';

/** A desk's window at 200 %. */
const ZOOMED = [640, 400];

describe('screenshots', () => {
  let node, browser, teacher, student, other, claire, zoe, theo;

  before(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    [node, browser] = await Promise.all([startDemoNode({ Lessons__SweepEvery: '00:00:01' }), startBrowser()]);
    [teacher, student, other] = await Promise.all([browser.person(), browser.person(), browser.person()]);
    [claire, zoe, theo] = [teacher, student, other].map(({ page }) => new InLesson(page));
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  async function moderate(choice) {
    await teacher.page.getByRole('button', { name: 'Discussion et mains' }).click();
    await teacher.page.getByRole('menuitem', { name: choice }).click();
  }

  test('of the front door', async () => {
    const { page } = teacher;
    await page.goto(`${node.url}/sign-in`);
    await page.getByRole('heading', { name: 'Bonjour' }).waitFor();
    await shoot(page, 'sign-in-student');
    await page.getByRole('button', { name: 'Entrer', exact: true }).click();
    await page.getByText('Remplissez ce champ').first().waitFor();
    await shoot(page, 'sign-in-missing');
    await page.locator('input[name=school]').fill('demo');
    await page.locator('input[name=code]').fill('0000-0000-0000');
    await page.getByRole('button', { name: 'Entrer', exact: true }).click();
    await page.getByText('Ces codes ne correspondent pas').waitFor();
    await shoot(page, 'sign-in-wrong');
    await page.goto(`${node.url}/sign-in?as=staff`);
    await shoot(page, 'sign-in-staff');
    await page.getByRole('button', { name: 'Plusieurs établissements ?' }).click();
    await shoot(page, 'sign-in-staff-school');
    await page.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await page.locator('input[name=username]').fill('ada@example.org');
    await shoot(page, 'forgotten-password', { fullPage: true });
    await page.getByRole('button', { name: 'Plusieurs établissements ?' }).click();
    await page.locator('input[name=school]').fill('le collège');
    await page.getByRole('button', { name: 'Prévenir le secrétariat' }).click();
    await page.getByText('Ce n’est pas un code d’établissement').waitFor();
    await shoot(page, 'forgotten-password-school', { fullPage: true });
    await page.locator('input[name=school]').fill('demo');
    await page.getByRole('button', { name: 'Prévenir le secrétariat' }).click();
    await page.getByText('Aucun courriel ne sera envoyé').waitFor();
    await shoot(page, 'forgotten-password-told', { fullPage: true });
    await page.goto(`${node.url}/welcome#invitation=00000000000000000000000000`);
    await page.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
    await shoot(page, 'welcome-spent');
    await page.goto('about:blank');
    await page.goto(`${node.url}${node.setup}`);
    await page.locator('input[name=username]').waitFor();
    await shoot(page, 'welcome');
    await page.goto(`${node.url}/nowhere`);
    await page.getByText('Cette page n’existe pas').waitFor();
    await shoot(page, 'not-found');
    await page.goto(`${node.url}/ui`);
    await page.getByRole('heading', { name: 'Tous les composants' }).waitFor();
    await shoot(page, 'components', { fullPage: true });
  });

  test('of the day', async () => {
    await signInAsTeacher(teacher.page, node);
    await teacher.page.locator('.lesson-card').first().waitFor();
    await shoot(teacher.page, 'day-teacher', { fullPage: true });
    await shootWindow(teacher.page, 'day-teacher', ...ZOOMED);
    await shootWindow(teacher.page, 'day-teacher', 2560, 1300);
    await teacher.page.getByRole('button', { name: /^Plus d’actions/ }).first().click();
    await shoot(teacher.page, 'day-menu');
    await teacher.page.getByRole('menuitem', { name: 'Annuler ce cours' }).click();
    await shoot(teacher.page, 'day-cancel');
    await teacher.page.keyboard.press('Escape');
    await teacher.page.getByRole('button', { name: 'Prévoir un cours' }).click();
    await teacher.page.locator('dialog select option').first().waitFor({ state: 'attached' });
    await shoot(teacher.page, 'day-plan');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Prévoir', exact: true }).click();
    await teacher.page.getByText('Donnez un titre').waitFor();
    await shoot(teacher.page, 'day-plan-missing');
    await shootWindow(teacher.page, 'day-plan-missing', ...ZOOMED);
    await teacher.page.keyboard.press('Escape');
    await signInAsStudent(student.page, node, node.students[0]);
    await student.page.locator('.lesson-card').first().waitFor();
    await shoot(student.page, 'day-student', { fullPage: true });
    await signInAsStudent(other.page, node, node.students[1]);
  });

  test('of the lesson before it starts', async () => {
    await enter(student.page, node.lesson);
    await shoot(student.page, 'lesson-waiting-student');
    await enterOnly(teacher.page, node.lesson);
    await shoot(teacher.page, 'lesson-waiting-teacher');
    await enter(other.page, node.lesson);
    await teacher.page.getByRole('button', { name: 'Préparer les documents' }).click();
    await shoot(teacher.page, 'documents-prepare');
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Correction du contrôle de mardi.pdf', mimeType: 'application/pdf', buffer: pdf(3) });
    await teacher.page.locator('.decks__thumb canvas').waitFor();
    await shoot(teacher.page, 'documents-prepared');
    await teacher.page.getByRole('button', { name: 'Retirer Correction du contrôle de mardi' }).click();
    await shoot(teacher.page, 'documents-remove');
    await teacher.page.getByRole('dialog').getByRole('button', { name: /^(Retirer|Remove)$/ }).click();
    await teacher.page.locator('.decks__tile').waitFor({ state: 'detached' });
    await teacher.page.keyboard.press('Escape');
  });

  test('of the lesson', async () => {
    await teacher.page.getByRole('button', { name: 'Commencer le cours' }).click();
    await zoe.board().getByText('Le tableau est vide').waitFor();
    await shoot(student.page, 'lesson-empty');
    await claire.write('Bonjour à tous ! Ouvrez votre cahier à la page 42, exercices 4 à 9.');
    await zoe.write('Bonjour madame');
    await theo.write('on fait tout ou juste le 4 ?');
    await claire.write('De 4 à 9 ; on corrige ensemble dans un quart d’heure.');
    await zoe.address('Au professeur');
    await zoe.write('Je n’ai pas compris comment réduire au même dénominateur…');
    await zoe.address('À tous');
    await other.page.getByRole('button', { name: 'Lever la main' }).click();
    await student.page.getByRole('button', { name: 'Lever la main' }).click();
    await claire.panel(/^Discussion/);
    await teacher.page.locator('.said--private').waitFor();
    await teacher.page.locator('.board__hand').nth(1).waitFor();
    await student.page.locator('.board__hand').nth(1).waitFor();
    await shoot(teacher.page, 'lesson-talk-teacher');
    await shoot(student.page, 'lesson-talk-student');
    await claire.panel(/^Classe/);
    await shoot(teacher.page, 'lesson-people-teacher');
    await shootWindow(teacher.page, 'lesson-people-teacher', 2560, 1300);
    await shootWindow(teacher.page, 'lesson-people-teacher', ...ZOOMED);
    await teacher.page.getByRole('button', { name: `Actions pour ${node.students[0].name}` }).click();
    await shoot(teacher.page, 'lesson-person-menu');
    await teacher.page.keyboard.press('Escape');
    await claire.panel(/^Discussion/);
    await shootWindow(teacher.page, 'lesson-talk-teacher', ...ZOOMED);
    await shootWindow(student.page, 'lesson-talk-student', ...ZOOMED);
    for (const choice of ['Fermer la discussion', 'Suspendre les mains levées']) {
      await moderate(choice);
    }

    await student.page.getByText('Seul le professeur écrit').waitFor();
    await shoot(student.page, 'lesson-closed');
    for (const choice of ['Ouvrir la discussion', 'Autoriser les mains levées']) {
      await moderate(choice);
    }
  });

  test('of keys, and of a search', async () => {
    await student.page.locator('#board').focus();
    await student.page.keyboard.press('?');
    await student.page.getByRole('dialog', { name: 'Clavier' }).waitFor();
    await shoot(student.page, 'lesson-keys');
    await student.page.keyboard.press('Escape');
    await student.page.getByRole('button', { name: 'Chercher dans la discussion' }).click();
    await student.page.getByLabel('Chercher dans la discussion').first().fill('exercices');
    await student.page.keyboard.press('Enter');
    await student.page.locator('.chat__found', { hasText: 'page 42' }).waitFor();
    await shoot(student.page, 'lesson-search');
    await student.page.keyboard.press('Escape');
    const { page } = teacher;
    await claire.panel(/^Discussion/);
    await page.getByRole('button', { name: 'Chercher dans la discussion' }).click();
    const search = page.getByRole('search');
    const sought = search.getByLabel('Chercher dans la discussion').first();
    await sought.fill('denominateur');
    await page.keyboard.press('Enter');
    await page.locator('.chat__found', { hasText: 'dénominateur' }).waitFor();
    await page.getByLabel('Où chercher').selectOption({ label: `En privé avec ${node.students[0].name}` });
    await page.locator('.chat__found', { hasText: 'dénominateur' }).waitFor();
    await shoot(page, 'lesson-search-teacher');
    await sought.fill('logarithme');
    await page.keyboard.press('Enter');
    await page.locator('.chat__found').waitFor({ state: 'detached' });
    await shoot(page, 'lesson-search-none');
    await search.getByRole('button', { name: 'Fermer' }).click();
    await page.locator('.said').first().getByRole('button', { name: 'Actions pour ce message' }).click();
    await shoot(page, 'lesson-message-menu');
    await page.getByRole('menuitem', { name: /^(Modifier|Edit)$/ }).click();
    await shoot(page, 'lesson-message-editing');
    await page.keyboard.press('Escape');
  });

  test('of a poll', async () => {
    await claire.panel(/^Sondage/);
    await shoot(teacher.page, 'poll-none');
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    await teacher.page.getByText('Posez une question.', { exact: true }).waitFor();
    await shoot(teacher.page, 'poll-missing');
    await teacher.page.locator('input[name=question]').fill('Combien font 3/4 + 1/8 ?');
    await teacher.page.getByRole('button', { name: 'Au choix' }).click();
    await teacher.page.getByLabel('Choix 1').fill('4/12');
    await teacher.page.getByLabel('Choix 2').fill('7/8');
    await shoot(teacher.page, 'poll-new');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();
    await student.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    await student.page.getByRole('radio', { name: '7/8' }).click();
    await student.page.getByText('Réponse enregistrée').waitFor();
    await shoot(student.page, 'poll-answered');
    await other.page.getByRole('button', { name: 'Répondre au sondage' }).click();
    await other.page.getByRole('radio', { name: '7/8' }).click();
    await teacher.page.getByText('2 réponses sur 2').waitFor();
    await shoot(teacher.page, 'poll-teacher');
    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await student.page.getByText('Votre réponse').waitFor();
    await shoot(student.page, 'poll-closed');
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await student.page.locator('#board .tally').waitFor();
    await shoot(student.page, 'poll-published');
    await shoot(teacher.page, 'poll-published-teacher');
  });

  test('of documents', async () => {
    await teacher.page.getByRole('button', { name: 'Documents', exact: true }).first().click();
    await shoot(teacher.page, 'documents-none');
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Contrôle.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 et puis plus rien') });
    await teacher.page.getByRole('dialog').getByText('Contrôle.pdf').first().waitFor();
    await shoot(teacher.page, 'documents-refused');
    await teacher.page.locator('input[type=file]').setInputFiles({ name: 'Les fractions.pdf', mimeType: 'application/pdf', buffer: pdf(12) });
    for (const { page } of [teacher, student]) {
      await page.locator('.deck__frame[data-page="1"]').waitFor();
    }

    await shoot(teacher.page, 'deck-teacher');
    await shoot(student.page, 'deck-student');
    await shootWindow(teacher.page, 'deck-teacher', ...ZOOMED);
    await claire.act(node.students[0].name, 'Laisser tourner les pages');
    await student.page.getByRole('button', { name: 'Page suivante' }).waitFor();
    await shoot(student.page, 'deck-presenter');
    await teacher.page.getByRole('button', { name: 'Documents', exact: true }).first().click();
    await teacher.page.getByRole('dialog').getByText('Les fractions').first().waitFor();
    await shoot(teacher.page, 'documents');
    await teacher.page.keyboard.press('Escape');
  });

  test('of the register over the lesson', async () => {
    await claire.panel(/^Classe/);
    await teacher.page.getByRole('button', { name: 'Registre d’appel' }).click();
    await teacher.page.locator('.register tbody tr').first().waitFor();
    await shoot(teacher.page, 'register-live');
    await teacher.page.keyboard.press('Escape');
  });

  test('of what goes wrong', async () => {
    await learnBoth(other.page);
    await other.context.setOffline(true);
    await other.page.getByText('Pas d’Internet').waitFor();
    await theo.write('c’est quel exercice ?');
    await shoot(other.page, 'lesson-offline');
    await other.context.setOffline(false);
    await other.page.locator('.connection--good').waitFor();
    await claire.act(node.students[1].name, 'Faire sortir');
    await shoot(teacher.page, 'eject-question');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Faire sortir' }).click();
    await theo.board().getByText('On vous a fait sortir').waitFor();
    await shoot(other.page, 'lesson-ejected');
    await claire.panel(/^Classe/);
    await teacher.page.getByText('Hors du cours').waitFor();
    await shoot(teacher.page, 'lesson-people-ejected');
  });

  test('of ways in that are barred, and of parts that are missing', async () => {
    const { page } = await browser.person({ serviceWorkers: 'block' }); // It would answer what is to be missing.
    await shootStops(page, node, LESSON, shoot);
    await shootLines(page, node, LESSON, shoot);
  });

  test('of a line that comes, goes, and comes back', async () => {
    const { page, context } = await browser.person({ serviceWorkers: 'block' });
    await shootComings(page, node, LESSON, shoot);
    await context.close();
  });

  test('of the end', async () => {
    await teacher.page.getByRole('button', { name: 'Terminer le cours' }).click();
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Terminer le cours' }).click();
    await zoe.board().getByText('Le cours est terminé').waitFor();
    await shoot(student.page, 'lesson-ended');
    await shoot(teacher.page, 'lesson-ended-teacher');
    await teacher.page.locator('#board').getByRole('link', { name: 'Registre d’appel' }).click();
    await teacher.page.locator('.register tbody tr').first().waitFor();
    await shoot(teacher.page, 'register');
    await shootWindow(teacher.page, 'register', ...ZOOMED);
    await teacher.page.getByRole('button', { name: /^Corriger/ }).first().click();
    await teacher.page.getByRole('dialog').waitFor();
    await shoot(teacher.page, 'register-correct');
    const correct = teacher.page.getByRole('dialog');
    await correct.getByLabel(/^(Motif|Reason)/).fill('Panne de réseau à la maison');
    await correct.getByRole('radio', { checked: false }).first().check({ force: true });
    await correct.getByRole('button', { name: 'Corriger' }).click();
    await correct.waitFor({ state: 'detached' });
    await shoot(teacher.page, 'register-corrected', { fullPage: true });
  });

  test('of what is around the day', async () => shootAround(teacher.page, student.page, node, shoot));

  test('of days as they seldom are, and of pages that cannot be had', async () => {
    const [rare, broken] = await Promise.all([browser.person({ serviceWorkers: 'block' }), browser.person()]);
    await shootDays(rare.page, node, shoot);
    await shootBroken(broken, node, shoot);
  });

  test('of what the office decides', async () => {
    const { page } = await browser.person();
    await shootSubstitutes(page, node, shoot);
    await shootSettings(page, shoot);
    await shootAudit(page, shoot);
  });

  test('of the office, and of a card that is scanned', async () => {
    const [office, visitor] = await Promise.all([browser.person(), browser.person()]);
    await shootRosters(office.page, node, shoot);
    const { card, invitation } = await shootPeople(office.page, node, shoot);
    await shootCards(visitor.page, card, invitation, shoot);
    await shootSheets(office.page, shoot);
  });
});
