import { t } from '../../i18n';
import type { SchoolHere } from '../school';
import { cardAddress, groupsOf, type Card } from './card';
import { Qr } from './qr';
import './cards.css';

/** Characters from which a name is printed smaller, so that it stands there whole. */
const NAME_LONG = 26;

/** What a student carries home: where to go, both codes, and a square that a phone reads instead. */
export function CodeCard({ card, school }: { card: Card; school: SchoolHere }) {
  return (
    <article class="code-card">
      <div class="code-card__text">
        <p class="code-card__school">
          {school.name}
          {card.className && <> · {card.className}</>}
        </p>
        <h3 class={`code-card__name${card.name.length > NAME_LONG ? ' code-card__name--long' : ''}`} dir="auto">
          {card.name}
        </h3>
        <dl class="code-card__codes">
          <div>
            <dt>{t('codes.school')}</dt>
            <dd>{school.id}</dd>
          </div>
          <div>
            <dt>{t('codes.personal')}</dt>
            <dd class="code-card__code">
              {groupsOf(card.code).map((group, index) => (
                <span key={index}>{group}</span>
              ))}
            </dd>
          </div>
        </dl>
        <p class="code-card__where">{location.host}</p>
      </div>
      <figure class="code-card__scan">
        <Qr text={cardAddress(location.origin, school.id, card.code)} label={t('codes.scanOf', { name: card.name })} />
        <figcaption>{t('codes.scan')}</figcaption>
      </figure>
    </article>
  );
}
