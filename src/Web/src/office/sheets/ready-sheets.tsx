import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Check, Printer, RotateCcw, TriangleAlert } from 'lucide-preact';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { formatNumber } from '../../i18n/format';
import { Button, Dialog, Notice, Progress } from '../../ui';
import { sheetsOf } from '../codes/card';
import { PrintedCard } from '../codes/code-card';
import type { SchoolHere } from '../school';
import { goOn, putAway, type Issuing } from './issuing';

/** The cards as they will be printed, ten to a sheet; to be put away once they are on paper. */
export function ReadySheets({ school, issuing }: { school: SchoolHere; issuing: Issuing }) {
  const leaving = useSignal(false);
  const head = useRef<HTMLDivElement>(null);
  const { piles, total, leftOut, isUnderWay, error } = issuing;
  const done = piles.reduce((sum, pile) => sum + pile.cards.length, 0);
  useEffect(() => {
    if (!isUnderWay) {
      head.current?.focus();
    }
  }, [isUnderWay]);

  if (isUnderWay) {
    return <Progress label={t('sheets.making', { done: formatNumber(done), total: formatNumber(total) })} value={done} max={total} />;
  }

  return (
    <div class="sheets">
      <div class="sheets__screen" ref={head} tabIndex={-1}>
        {error !== undefined && (
          <Notice
            tone="danger"
            icon={TriangleAlert}
            title={t('sheets.stopped', { count: total - done - leftOut, cards: formatNumber(total - done - leftOut) })}
            action={
              <Button size="small" icon={RotateCcw} onClick={() => void goOn()}>
                {t('sheets.goOn')}
              </Button>
            }
          >
            {problemText(error)}
          </Notice>
        )}
        {leftOut > 0 && (
          <Notice tone="sky" title={t('sheets.leftOut', { count: leftOut })}>
            {t('sheets.leftOutText')}
          </Notice>
        )}
        <Notice tone="sun" title={t('sheets.ready', { count: done, cards: formatNumber(done) })}>
          {t('sheets.readyText')}
        </Notice>
        <div class="sheets__go">
          <Button kind="primary" size="large" icon={Printer} onClick={() => print()}>
            {t('codes.print')}
          </Button>
          <Button icon={Check} onClick={() => (leaving.value = true)}>
            {t('sheets.finish')}
          </Button>
        </div>
        <p class="sheets__note">{t('sheets.printHint')}</p>
      </div>
      {piles.map((pile) => (
        <section key={pile.key} class="sheets__pile">
          <h2 class="sheets__screen">
            {pile.title()} <small>{t('sheets.cards', { count: pile.cards.length })}</small>
          </h2>
          {sheetsOf(pile.cards).map((cards, index) => (
            <div key={index} class="sheet">
              {cards.map((card) => (
                <PrintedCard key={card.person} card={card} school={school} />
              ))}
            </div>
          ))}
        </section>
      ))}
      <Dialog
        open={leaving.value}
        title={t('sheets.finishTitle')}
        onClose={() => (leaving.value = false)}
        onSubmit={putAway}
        actions={
          <>
            <Button onClick={() => (leaving.value = false)}>{t('sheets.notYet')}</Button>
            <Button kind="primary" type="submit">
              {t('sheets.finish')}
            </Button>
          </>
        }
      >
        <p>{t('sheets.finishText')}</p>
      </Dialog>
    </div>
  );
}
