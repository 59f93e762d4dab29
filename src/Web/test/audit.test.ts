import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AUDIT_ACTIONS, type AuditEntry } from '../src/api/schools';
import { chooseLanguage, loadMessages, startLanguage } from '../src/i18n';
import { trailOf } from '../src/office/audit/audit-list';
import { filterOf } from '../src/office/audit/audit-page';
import { byDay, sentenceOf, sentenceOfMany } from '../src/office/audit/sentences';

const at = (hour: number, minute = 0, day = 7) => new Date(2026, 8, day, hour, minute).toISOString();

const entry = (change: Partial<AuditEntry>): AuditEntry => ({ sequence: 1, at: at(8), actor: 'demo~olga', actorName: 'Olga Petit', action: 'codeIssued', subject: 'demo~zoe', personName: 'Zoé Roy', ...change });

const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '').replace(/[\u00a0\u202f]/g, ' ');

beforeAll(async () => {
  await startLanguage();
  await loadMessages('office');
});

beforeEach(() => chooseLanguage('fr'));

describe('an entry of the audit trail', () => {
  test.each<[{ [K in keyof AuditEntry]?: AuditEntry[K] | undefined }, string]>([
    [{}, 'Olga Petit a donné un nouveau code à Zoé Roy.'],
    [{ action: 'rosterImported', subject: '12' }, 'Olga Petit a importé une liste (version 12).'],
    [{ action: 'rosterImported', subject: '12', actor: 'root', actorName: undefined }, 'L’administration du serveur a importé une liste (version 12).'],
    [{ action: 'invitationIssued', actor: undefined, actorName: undefined }, 'Le serveur a créé un lien de mot de passe pour Zoé Roy.'],
    [{ action: 'substituteAdded', classTitle: '3e B', from: at(0), to: at(0, 0, 12) }, 'Olga Petit a confié la classe 3e B à Zoé Roy : du lundi 7 septembre au vendredi 11 septembre.'],
    [{ action: 'settingsChanged', subject: 'lateAfterMinutes=5>10,language=fr>en,participantsMax=>40' }, 'Olga Petit a changé les réglages : tolérance 5 → 10 minutes ; langue Français → English ; participants limite du serveur → 40.'],
    [{ action: 'settingsChanged', subject: '' }, 'Olga Petit a enregistré les réglages, sans rien changer.'],
    [{ action: 'substituteRemoved', actorName: undefined, personName: undefined }, 'Une personne partie depuis a mis fin à un remplacement dans la classe qui n’existe plus : une personne partie depuis.'],
    [{ action: 'registerCorrected', lessonTitle: 'Les fractions', lessonStartsAt: at(9) }, 'Olga Petit a corrigé l’appel pour Zoé Roy : cours « Les fractions » du 7 sept. 2026.'],
    [{ action: 'administratorSetUp', personName: 'root@example.org' }, 'root@example.org administre maintenant le serveur.'],
    [{ action: 'fromTheFuture' }, 'Olga Petit : fromTheFuture (demo~zoe).'],
  ])('%o reads %s', (change, expected) => {
    expect(plain(sentenceOf(entry(change as AuditEntry)))).toBe(expected);
  });

  test('of every kind has a sentence in both languages', async () => {
    for (const language of ['fr', 'en'] as const) {
      await chooseLanguage(language);
      for (const action of AUDIT_ACTIONS) {
        expect(sentenceOf(entry({ action }))).toMatch(/^[\u2068\p{Lu}].*\.$/u);
        expect(sentenceOf(entry({ action }))).not.toContain(action);
      }
    }
  });

  test('keeps names of other scripts apart from the sentence', () => {
    expect(sentenceOf(entry({ personName: 'عائشة' }))).toContain('\u2068عائشة\u2069');
  });
});

describe('entries', () => {
  test('stand under their day, many alike in one line', () => {
    const codes = Array.from({ length: 4 }, (_, n) => entry({ sequence: 20 - n, personName: `Élève ${n}` }));
    const days = byDay([entry({ sequence: 30, action: 'settingsChanged', at: at(9) }), ...codes, entry({ sequence: 9, at: at(7) }), entry({ sequence: 8, at: at(7), actor: 'demo~bob' }), entry({ sequence: 7, at: at(12, 0, 6) })]);
    expect(days.map(({ lines }) => lines.map(({ entries }) => entries.length))).toEqual([[1, 4, 1, 1], [1]]);
    expect(plain(sentenceOfMany(days[0]!.lines[1]!))).toBe('Olga Petit a donné un nouveau code à 4 élèves.');
  });

  test('are asked for by whole days, the last included', () => {
    expect(filterOf('', '2026-09-07', '2026-09-07')).toEqual({ action: undefined, from: new Date(2026, 8, 7), to: new Date(2026, 8, 8) });
    expect(filterOf('codeIssued', '', '')).toEqual({ action: 'codeIssued', from: undefined, to: undefined });
  });

  test('come page after page, and an answer to an earlier question is dropped', async () => {
    const asked: URL[] = [];
    const answers: ((page: object) => void)[] = [];
    vi.stubGlobal('fetch', (path: string) => {
      asked.push(new URL(path, 'http://here'));
      return new Promise((resolve) => answers.push((page) => resolve(new Response(JSON.stringify(page)))));
    });
    const list = trailOf('demo');
    const first = list.ask({});
    const second = list.ask({ action: 'codeIssued' });
    answers[1]!({ items: [entry({ sequence: 5 })], next: '5' });
    await second;
    answers[0]!({ items: [] });
    await first;
    const third = list.more();
    answers[2]!({ items: [entry({ sequence: 3 })] });
    await third;

    expect(list.found.value).toMatchObject({ kind: 'found', items: [{ sequence: 5 }, { sequence: 3 }], next: undefined, isMoreComing: false });
    expect(asked[2]!.pathname).toBe('/api/v1/schools/demo/audit');
    expect(Object.fromEntries(asked[2]!.searchParams)).toEqual({ order: 'newest', count: '50', action: 'codeIssued', after: '5' });
    vi.unstubAllGlobals();
  });
});
