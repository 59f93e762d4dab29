import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { CloudOff, KeyRound, RotateCcw, TriangleAlert, UsersRound } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { Button, Check, EmptyState, LinkButton, Notice, Waiting } from '../../ui';
import { CARDS_A_SHEET } from '../codes/card';
import type { SchoolHere } from '../school';
import { issue } from './issuing';
import { codesFor } from './makings';
import { countOf, pilesOf, restOf, type Pile } from './piles';
import { SchoolClasses } from './school-classes';

/** Whose cards are to be made, and what that means for the codes there are. */
export function ChooseStudents({ school }: { school: SchoolHere }) {
  const book = useMemo(() => new SchoolClasses(school.id), [school.id]);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const anew = useSignal(false);
  useEffect(() => void book.load(), [book]);
  useEffect(() => void book.open(chosen.value), [book, chosen.value]);

  const { classes, students, rosters, error } = book.state.value;
  if (error !== undefined && classes === undefined) {
    return (
      <EmptyState icon={CloudOff} title={t('sheets.failed')} action={<Button icon={RotateCcw} onClick={() => void book.load()}>{t('ui.retry')}</Button>}>
        {problemText(error)}
      </EmptyState>
    );
  }

  if (classes === undefined || students === undefined) {
    return <Waiting label={t('ui.loading')} />;
  }

  if (students.length === 0) {
    return (
      <EmptyState
        icon={UsersRound}
        title={t('sheets.noStudents')}
        action={
          <LinkButton as={Link} href="/office/roster">
            {t('office.page.roster')}
          </LinkButton>
        }
      />
    );
  }

  const coded = new Set(students.filter(({ hasCode }) => hasCode).map(({ id }) => id));
  const all = chosen.value.size === classes.length && classes.length > 0;
  const wanted = (person: string) => anew.value || !coded.has(person);
  const isRead = [...chosen.value].every((id) => rosters.has(id));
  const piles = isRead ? plan() : [];
  const count = countOf(piles);
  const voided = piles.reduce((sum, pile) => sum + pile.students.filter(({ person }) => coded.has(person)).length, 0);
  const sheets = piles.reduce((sum, pile) => sum + Math.ceil(pile.students.length / CARDS_A_SHEET), 0);

  function plan(): Pile[] {
    const ofClasses = pilesOf(
      [...chosen.value].map((id) => rosters.get(id)!),
      wanted,
    );
    const everybody = students!.map(({ id, givenName, familyName }) => ({ person: id, givenName, familyName }));
    return all ? [...ofClasses, ...restOf(ofClasses, everybody, wanted)] : ofClasses;
  }

  function choose(id: string, isChosen: boolean): void {
    const next = new Set(chosen.value);
    if (isChosen) {
      next.add(id);
    } else {
      next.delete(id);
    }

    chosen.value = next;
  }

  return (
    <form
      class="sheets"
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) {
          void issue(school.id, codesFor(school.id, piles));
        }
      }}
    >
      <fieldset class="sheets__classes">
        <legend>{t('sheets.forWhom')}</legend>
        <div class="sheets__all">
          <Check label={t('sheets.wholeSchool')} hint={t('sheets.students', { count: students.length, students: formatNumber(students.length) })} checked={all} onCheck={(on) => (chosen.value = new Set(on ? classes.map((one) => one.class) : []))} />
        </div>
        {classes.map((one) => (
          <Check key={one.class} label={one.title} hint={t('sheets.students', { count: one.students, students: formatNumber(one.students) })} checked={chosen.value.has(one.class)} onCheck={(on) => choose(one.class, on)} />
        ))}
      </fieldset>
      <fieldset class="sheets__which">
        <legend>{t('sheets.which')}</legend>
        <Check kind="radio" name="which" label={t('sheets.onlyMissing')} hint={t('sheets.onlyMissingHint')} checked={!anew.value} onCheck={() => (anew.value = false)} />
        <Check kind="radio" name="which" label={t('sheets.anew')} hint={t('sheets.anewHint')} checked={anew.value} onCheck={() => (anew.value = true)} />
      </fieldset>
      {error !== undefined && (
        <Notice
          tone="danger"
          live
          action={
            <Button size="small" icon={RotateCcw} onClick={() => void book.open(chosen.value)}>
              {t('ui.retry')}
            </Button>
          }
        >
          {problemText(error)}
        </Notice>
      )}
      {voided > 0 && (
        <Notice tone="danger" icon={TriangleAlert} title={t('sheets.voided', { count: voided, students: formatNumber(voided) })} live>
          {t('sheets.voidedText')}
        </Notice>
      )}
      <div class="sheets__go">
        <Button type="submit" kind="primary" size="large" icon={KeyRound} disabled={count === 0}>
          {t('sheets.make')}
        </Button>
        <p role="status">
          {chosen.value.size === 0
            ? t('sheets.chooseFirst')
            : !isRead
              ? t('ui.loading')
              : count === 0
                ? t('sheets.allHave')
                : t('sheets.willBe', { cards: t('sheets.cards', { count }), paper: t('sheets.paper', { count: sheets }) })}
        </p>
      </div>
      <p class="sheets__note">{t('sheets.onceText')}</p>
    </form>
  );
}
