import { t } from '../../i18n';
import { formatNumber, formatShare } from '../../i18n/format';
import type { PollAsked, Tally } from '../../protocol';
import { choiceTexts } from './poll-text';
import './poll.css';

/** How a poll stands, as bars with their numbers. */
export function TallyBars({ asked, tally, mine = [] }: { asked: PollAsked; tally: Tally; mine?: readonly number[] }) {
  const rows =
    asked.kind === 'typed'
      ? tally.texts.map(({ text, count }) => ({ text, count, isMine: false }))
      : choiceTexts(asked).map((text, at) => ({ text, count: tally.counts[at] ?? 0, isMine: mine.includes(at) }));
  return (
    <ul class="tally">
      {rows.map(({ text, count, isMine }, at) => (
        <li key={at} class={`tally__row${isMine ? ' tally__row--mine' : ''}`}>
          <span class="tally__bar" style={{ width: formatWidth(count, tally.answered) }} aria-hidden="true" />
          <span class="tally__text" dir="auto">
            {text}
          </span>
          <span class="tally__count">
            {formatNumber(count)} <span class="tally__share">· {formatShare(count, tally.answered)}</span>
          </span>
        </li>
      ))}
      {rows.length === 0 && <li class="tally__none">{t('lesson.vote.noAnswers')}</li>}
    </ul>
  );
}

function formatWidth(count: number, answered: number): string {
  return `${answered === 0 ? 0 : (count / answered) * 100}%`;
}
