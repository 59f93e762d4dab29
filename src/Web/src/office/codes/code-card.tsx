import type { ComponentChildren } from 'preact';
import { formatDate } from '../../i18n/format';
import type { SchoolHere } from '../school';
import { cardLanguage, onCard } from './card-language';
import { cardAddress, groupsOf, type Card, type CodeCardText, type InvitationText } from './card';
import { Qr } from './qr';
import './cards.css';

/** Characters from which a name is printed smaller, so that it stands there whole. */
const NAME_LONG = 26;

/** What somebody carries home: where to go, what to type, and a square that a phone reads instead. */
export function PrintedCard({ card, school }: { card: Card; school: SchoolHere }) {
  switch (card.kind) {
    case 'code':
      return <CodeCard card={card} school={school} />;
    case 'invitation':
      return <InvitationCard card={card} school={school} />;
  }
}

function CodeCard({ card, school }: { card: CodeCardText; school: SchoolHere }) {
  return (
    <Frame name={card.name} about={[school.name, card.className]} address={cardAddress(location.origin, school.id, card.code)} where={location.host}>
      <div>
        <dt>{onCard('codes.school')}</dt>
        <dd>{school.id}</dd>
      </div>
      <div>
        <dt>{onCard('codes.personal')}</dt>
        <dd class="code-card__code">
          {groupsOf(card.code).map((group, index) => (
            <span key={index}>{group}</span>
          ))}
        </dd>
      </div>
    </Frame>
  );
}

function InvitationCard({ card, school }: { card: InvitationText; school: SchoolHere }) {
  const link = location.origin + card.path;
  return (
    <Frame name={card.name} about={[school.name]} address={link} where={onCard('codes.until', { date: formatDate(new Date(card.expiresAt), cardLanguage()) })}>
      <div>
        <dt>{onCard('codes.login')}</dt>
        <dd class="code-card__small">{card.login}</dd>
      </div>
      <div>
        <dt>{onCard('codes.link')}</dt>
        <dd class="code-card__small">{link}</dd>
      </div>
    </Frame>
  );
}

type FrameProps = { name: string; about: readonly (string | undefined)[]; address: string; where: string; children: ComponentChildren };

function Frame({ name, about, address, where, children }: FrameProps) {
  return (
    <article class="code-card" lang={cardLanguage()}>
      <div class="code-card__text">
        <p class="code-card__school">{about.filter((part) => part !== undefined).join(' · ')}</p>
        <h3 class={`code-card__name${name.length > NAME_LONG ? ' code-card__name--long' : ''}`} dir="auto">
          {name}
        </h3>
        <dl class="code-card__codes">{children}</dl>
        <p class="code-card__where">{where}</p>
      </div>
      <figure class="code-card__scan">
        <Qr text={address} label={onCard('codes.scanOf', { name })} />
        <figcaption>{onCard('codes.scan')}</figcaption>
      </figure>
    </article>
  );
}
