import type { ComponentChildren } from 'preact';
import { BookOpen, Hand } from 'lucide-preact';
import { useTitle } from '../app/router';
import { Shell } from '../app/shell';
import { t } from '../i18n';
import { Avatar, Badge, Button, Card, EmptyState, Notice, Progress, Waiting } from '../ui';
import { ShowButtons, ShowFields, ShowOverlays } from './controls';
import { ShowDocuments } from './documents';
import './showcase-page.css';

const COLOURS = ['paper', 'sheet', 'sunken', 'ink', 'ink-soft', 'ink-faint', 'line', 'board', 'accent', 'accent-soft', 'danger', 'danger-soft', 'sun', 'sun-soft', 'sky-soft'];
const SIZES = ['text-3xl', 'text-2xl', 'text-xl', 'text-l', 'text-m', 'text-s', 'text-xs'];
const PEOPLE = ['Zoé Lefèvre', 'Jean-Baptiste Nguyễn', 'عائشة بن علي', 'Ðặng Thị Ánh', 'Maël', '李 小龙', '🎈'];

/** Shows every component in every state, so that a page never has to invent one. */
export function ShowcasePage() {
  useTitle(() => t('showcase.title'));
  return (
    <Shell>
      <div class="showcase">
        <header>
          <h1>{t('showcase.title')}</h1>
          <p>{t('showcase.intro')}</p>
        </header>
        <Part title={t('showcase.colours')}>
          {COLOURS.map((name) => (
            <figure key={name} class="swatch">
              <span style={{ background: `var(--${name})` }} />
              <figcaption>{name}</figcaption>
            </figure>
          ))}
        </Part>
        <Part title={t('showcase.type')} stacked>
          {SIZES.map((size) => (
            <p key={size} style={{ fontSize: `var(--${size})`, lineHeight: 1.2 }}>
              {t('showcase.typeSample')}
            </p>
          ))}
        </Part>
        <Part title={t('showcase.buttons')} stacked>
          <ShowButtons />
        </Part>
        <Part title={t('showcase.fields')} stacked>
          <ShowFields />
        </Part>
        <Part title={t('showcase.surfaces')} stacked>
          <Surfaces />
        </Part>
        <Part title={t('showcase.people')}>
          {PEOPLE.map((name, at) => (
            <span key={name} class="showcase__person">
              <Avatar id={`p${at}`} name={name} away={at === 4} /> {name}
            </span>
          ))}
        </Part>
        <Part title={t('decks.title')} stacked>
          <ShowDocuments />
        </Part>
        <Part title={t('showcase.overlays')} stacked>
          <ShowOverlays />
        </Part>
      </div>
    </Shell>
  );
}

function Part({ title, stacked = false, children }: { title: string; stacked?: boolean; children: ComponentChildren }) {
  return (
    <section class="showcase__part">
      <h2>{title}</h2>
      <div class={stacked ? 'showcase__stack' : 'showcase__row'}>{children}</div>
    </section>
  );
}

function Surfaces() {
  return (
    <>
      <Card tone="live">
        <Badge tone="live">{t('day.live')}</Badge>
        <h3>{t('showcase.fieldLabel')}</h3>
      </Card>
      <div class="showcase__row">
        <Badge>{t('day.ended')}</Badge>
        <Badge tone="sun" icon={Hand}>
          3
        </Badge>
        <Badge tone="sky">{t('lesson.vote.anonymousBadge')}</Badge>
        <Badge tone="danger">{t('day.cancelled')}</Badge>
      </div>
      <Notice tone="sky" title={t('lesson.status.reconnecting')}>
        {t('problem.offline')}
      </Notice>
      <Notice tone="danger">{t('problem.signInFailedCode')}</Notice>
      <Progress label={t('showcase.progressLabel')} value={0.62} />
      <Waiting label={t('ui.loading')} />
      <Card>
        <EmptyState icon={BookOpen} title={t('showcase.emptyTitle')} action={<Button>{t('showcase.secondary')}</Button>}>
          {t('showcase.emptyText')}
        </EmptyState>
      </Card>
    </>
  );
}
