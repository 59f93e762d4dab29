// A lesson started with one press; a lesson from start to end, with a teacher and two students in three browsers. What breaks: breaks-story.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertAccessible, eventually, startBrowser } from './browser.mjs';
import { startDemoNode } from './node.mjs';
import { enter, enterOnly, InLesson, signInAsStudent, signInAsTeacher } from './people.mjs';

/** The numbers of a tally, with plain spaces. */
async function counts(within) {
  return (await within.locator('.tally__count').allInnerTexts()).map((text) => text.replace(/\s/g, ' '));
}

describe('a lesson that starts now', () => {
  let node, browser, teacher, student;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, student] = await Promise.all([browser.person(), browser.person()]);
    await signInAsTeacher(teacher.page, node);
    await signInAsStudent(student.page, node, node.students[0]);
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('one press on the day starts the lesson whose hour it is', async () => {
    const card = teacher.page.locator('.lesson-card', { hasText: node.lesson });
    await card.getByRole('button', { name: 'Commencer le cours' }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await teacher.page.getByRole('button', { name: 'Quitter' }).click();
    await eventually('both days say that it goes on', async () => {
      await student.page.reload();
      await student.page.locator('.lesson-card').first().waitFor();
      return (await student.page.locator('.lesson-card', { hasText: node.lesson }).innerText()).includes('En cours');
    });
    await teacher.page.locator('.lesson-card', { hasText: node.lesson }).getByRole('link', { name: 'Entrer dans le cours' }).waitFor();
  });

  test('a new one is planned, started and entered with one dialog', async () => {
    await teacher.page.getByRole('button', { name: 'Commencer un cours' }).click();
    await teacher.page.locator('dialog select option').first().waitFor({ state: 'attached' });
    // There is a title already, to be written over at once.
    await eventually('a title that is chosen', () => teacher.page.locator('input[name=title]').evaluate((field) => field.value !== '' && field.selectionStart === 0 && field.selectionEnd === field.value.length), true);
    await teacher.page.keyboard.type('Tout de suite');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Commencer', exact: true }).click();
    await teacher.page.locator('#board').getByText('Le tableau est vide').waitFor();
    await eventually('the students’ day says that it goes on', async () => {
      await student.page.reload();
      await student.page.locator('.lesson-card').first().waitFor();
      const cards = await student.page.locator('.lesson-card', { hasText: 'Tout de suite' }).allInnerTexts();
      return cards.length === 0 || cards[0].includes('En cours'); // The class chosen first may be another.
    });
  });

  test('a later one is planned, and changed, in the page’s words', async () => {
    await teacher.page.goto(`${node.url}/day`);
    await teacher.page.getByRole('button', { name: 'Prévoir un cours' }).click();
    await teacher.page.locator('dialog select option').first().waitFor({ state: 'attached' });
    await teacher.page.locator('input[name=title]').fill('Demain matin');
    await teacher.page.getByLabel('Jour').selectOption({ label: 'Demain' });
    await teacher.page.getByLabel('Début').fill('midi');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Prévoir', exact: true }).click();
    await teacher.page.getByText('Écrivez l’heure').waitFor();
    await teacher.page.getByLabel('Début').fill('605');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Prévoir', exact: true }).click();
    const row = teacher.page.locator('.lesson-row, .lesson-card', { hasText: 'Demain matin' });
    await row.getByText(/6\sh\s05/).waitFor();
    await row.getByRole('button', { name: /^Plus d’actions/ }).click();
    await teacher.page.getByRole('menuitem', { name: 'Modifier' }).click();
    await teacher.page.getByRole('heading', { name: 'Modifier le cours' }).waitFor();
    await teacher.page.getByLabel('Début').fill('6 h 10');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
    await row.getByText(/6\sh\s10/).waitFor();
  });

  test('no page did what no page may do', () => {
    assert.deepEqual([teacher, student].flatMap(({ faults }) => faults), []);
  });
});

describe('a lesson', () => {
  let node, browser, teacher, first, second, claire, zoe, theo;

  before(async () => {
    [node, browser] = await Promise.all([startDemoNode(), startBrowser()]);
    [teacher, first, second] = await Promise.all([browser.person(), browser.person({ viewport: { width: 390, height: 844 } }), browser.person()]);
    [claire, zoe, theo] = [teacher, first, second].map(({ page }) => new InLesson(page));
  });

  after(async () => {
    await browser?.close();
    await node?.dispose();
  });

  test('everybody signs in and finds it in their day', async () => {
    await signInAsTeacher(teacher.page, node);
    await signInAsStudent(first.page, node, node.students[0]);
    await signInAsStudent(second.page, node, node.students[1]);
    for (const { page } of [teacher, first, second]) {
      await page.locator('.lesson-card', { hasText: node.lesson }).waitFor();
      await assertAccessible(page, 'the day');
    }
  });

  test('a student who comes early waits in the right place, and the teacher starts', async () => {
    await enter(first.page, node.lesson);
    await zoe.board().getByText('Le cours va commencer').waitFor();
    await enterOnly(teacher.page, node.lesson);
    await claire.board().getByText('1 personne est là').waitFor();
    await teacher.page.getByRole('button', { name: 'Commencer le cours' }).click();

    await zoe.board().getByText('Le tableau est vide').waitFor();
    await enter(second.page, node.lesson);
    await claire.panel(/^Classe/);
    for (const { name } of node.students) {
      await teacher.page.locator('.person', { hasText: name }).waitFor();
    }
  });

  test('what is said to all is read by all, in one order', async () => {
    await zoe.write('Bonjour !');
    await eventually('the greeting', () => zoe.messages(), ['Bonjour !']);
    await claire.write('Bonjour à tous. <b>Page 42</b>');
    await theo.write('bonjour 👋');
    await claire.panel(/^Discussion/);
    await eventually('three messages', async () => (await claire.messages()).length, 3);
    const said = await claire.messages();
    assert.equal(said[0], 'Bonjour !');
    assert.ok(said.includes('Bonjour à tous. <b>Page 42</b>'), 'text stays text');
    await eventually('the same for a student', () => zoe.messages(), said);
    await eventually('the same for another', () => theo.messages(), said);
  });

  test('a private message is read by its author and the teachers alone', async () => {
    const before_ = await theo.messages();
    await zoe.address('Au professeur');
    await zoe.write('je suis perdue');
    await eventually('the teacher reads it', async () => (await claire.messages()).at(-1), 'je suis perdue');
    await teacher.page.locator('.said--private').last().hover();
    await teacher.page.locator('.said--private').last().getByRole('button', { name: 'Actions pour ce message' }).click();
    await teacher.page.getByRole('menuitem', { name: /^Répondre en privé/ }).click();
    await claire.write('regarde la page 41');
    await eventually('the answer arrives', async () => (await zoe.messages()).at(-1), 'regarde la page 41');

    await claire.address('À tous');
    await claire.write('On continue.');
    await eventually('another sees only what is for all', () => theo.messages(), [...before_, 'On continue.']);
    assert.ok(!(await second.page.content()).includes('perdue'), 'nothing private is in the other page');
    await zoe.address('À tous');
  });

  test('an author mends a message, and a teacher deletes one', async () => {
    await theo.write('la réponce est 7');
    await eventually('it is there', async () => (await theo.messages()).at(-1), 'la réponce est 7');
    const own = second.page.locator('.said--mine').last();
    await own.hover();
    await own.getByRole('button', { name: 'Actions pour ce message' }).click();
    await second.page.getByRole('menuitem', { name: 'Modifier' }).click();
    await second.page.getByRole('textbox', { name: /^Écrire/ }).fill('la réponse est 7');
    await second.page.keyboard.press('Enter');
    await eventually('the mended text', async () => (await zoe.messages()).at(-1), 'la réponse est 7 (modifié)');

    const last = teacher.page.locator('.said').last();
    await last.hover();
    await last.getByRole('button', { name: 'Actions pour ce message' }).click();
    await teacher.page.getByRole('menuitem', { name: 'Supprimer' }).click();
    await eventually('a mark stays', async () => (await zoe.messages()).at(-1), 'Message supprimé');
    await eventually('also for its author', async () => (await theo.messages()).at(-1), 'Message supprimé');
  });

  test('hands stand in the order they were raised', async () => {
    await second.page.getByRole('button', { name: 'Lever la main' }).click();
    await eventually('the first hand', () => claire.hands(), [node.students[1].name]);
    await first.page.getByRole('button', { name: 'Lever la main' }).click();
    const both = [node.students[1].name, node.students[0].name];
    await eventually('both, the older first', () => claire.hands(), both);
    await eventually('students see the same', () => zoe.hands(), both);
    await first.page.getByText('2e position').waitFor();

    await claire.panel(/^Classe/);
    await teacher.page.getByRole('button', { name: `Baisser la main de ${node.students[1].name}` }).click();
    await eventually('the next in line', () => theo.hands(), [node.students[0].name]);
    await first.page.getByRole('button', { name: 'Baisser la main' }).click();
    await eventually('none', () => claire.hands(), []);
  });

  test('a poll is asked, answered, closed and published', async () => {
    await claire.panel(/^Sondage/);
    await teacher.page.getByRole('button', { name: 'Nouveau sondage' }).click();
    await teacher.page.locator('input[name=question]').fill('Combien font 3/4 + 1/8 ?');
    await teacher.page.getByRole('button', { name: 'Au choix' }).click();
    await teacher.page.getByLabel('Choix 1').fill('4/12');
    await teacher.page.getByLabel('Choix 2').fill('7/8');
    await assertAccessible(teacher.page, 'the poll dialog');
    await teacher.page.getByRole('button', { name: 'Poser la question' }).click();

    for (const { page } of [first, second]) {
      await page.getByRole('button', { name: 'Répondre au sondage' }).click();
      await page.getByRole('radio', { name: '7/8' }).click();
      await page.getByText('Réponse enregistrée').waitFor();
    }

    await second.page.getByRole('radio', { name: '4/12' }).click();
    await eventually('a changed answer counts once', () => counts(teacher.page.locator('.poll')), ['1 · 50 %', '1 · 50 %']);
    assert.equal(await first.page.locator('.poll .tally').count(), 0, 'students see no result yet');

    await teacher.page.getByRole('button', { name: 'Fermer les réponses' }).click();
    await first.page.getByText('Le résultat apparaîtra').waitFor();
    await first.page.getByText('Votre réponse : 7/8').waitFor();
    await zoe.board().getByText('Combien font 3/4 + 1/8').waitFor();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await eventually('the result on the board', () => counts(zoe.board()), ['1 · 50 %', '1 · 50 %']);
    await claire.board().getByRole('button', { name: 'Effacer le tableau' }).click();
    await zoe.board().getByText('Le tableau est vide').waitFor();
    await teacher.page.getByRole('button', { name: 'Montrer le résultat à tous' }).click();
    await eventually('the result again', () => counts(zoe.board()), ['1 · 50 %', '1 · 50 %']);
  });

  test('a closed chat leaves students the way to the teacher', async () => {
    await teacher.page.getByRole('button', { name: 'Discussion et mains' }).click();
    await teacher.page.getByRole('menuitem', { name: 'Fermer la discussion' }).click();
    await zoe.panel(/^Discussion/);
    await first.page.getByText('Seul le professeur écrit').waitFor();
    await teacher.page.getByRole('button', { name: 'Discussion et mains' }).click();
    await teacher.page.getByRole('menuitem', { name: 'Ouvrir la discussion' }).click();
    await first.page.getByText('Seul le professeur écrit').waitFor({ state: 'detached' });
  });

  test('whoever is sent out sees nothing more, until let back in', async () => {
    await claire.act(node.students[1].name, 'Faire sortir');
    await assertAccessible(teacher.page, 'the question before sending out');
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Faire sortir' }).click();
    await theo.board().getByText('On vous a fait sortir').waitFor();
    await zoe.write('entre nous');
    await eventually('others go on', async () => (await zoe.messages()).at(-1), 'entre nous');
    assert.ok(!(await second.page.content()).includes('entre nous'));

    await second.page.getByRole('button', { name: 'Réessayer' }).click();
    await theo.board().getByText('On vous a fait sortir').waitFor();
    await claire.panel(/^Classe/);
    await teacher.page.getByRole('button', { name: 'Laisser revenir' }).click();
    await second.page.getByText('On vous a laissé revenir').waitFor();
    await second.page.locator('.connection--good').waitFor();
    await teacher.page.locator('.person:not(.person--away)', { hasText: node.students[1].name }).waitFor();
    await theo.panel(/^Discussion/);
    await eventually('who came back reads what all can', async () => (await theo.messages()).at(-1), 'entre nous');
  });

  test('a second tab takes over from the first, which says so', async () => {
    const other = await second.context.newPage();
    await other.goto(second.page.url());
    await other.locator('.connection--good').waitFor();
    await theo.board().getByText('ouvert dans un autre onglet').waitFor();
    await other.close();
    await second.page.getByRole('button', { name: 'Continuer ici' }).click();
    await second.page.locator('.connection--good').waitFor();
  });

  test('whoever leaves is seen to have left', async () => {
    await second.page.getByRole('button', { name: 'Quitter' }).click();
    await second.page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    await claire.panel(/^Classe/);
    await teacher.page.locator('.person--away', { hasText: node.students[1].name }).waitFor();
  });

  test('the teacher ends it for all', async () => {
    await teacher.page.getByRole('button', { name: 'Terminer le cours' }).click();
    await teacher.page.getByRole('dialog').getByRole('button', { name: 'Terminer le cours' }).click();
    for (const one of [claire, zoe]) {
      await one.board().getByText('Le cours est terminé').waitFor();
    }

    // The day looks again only every 20 seconds; whoever opens it anew sees it at once.
    await eventually('the day says so', async () => {
      await second.page.reload();
      const row = second.page.locator('.lesson-row, .lesson-card', { hasText: node.lesson });
      await row.first().waitFor();
      return row.getByText('Terminé').isVisible();
    });
  });

  test('no page did what no page may do', () => {
    assert.deepEqual([teacher, first, second].flatMap(({ faults }) => faults), []);
  });
});
