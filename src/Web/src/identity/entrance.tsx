import type { ComponentChildren } from 'preact';
import { Brand } from '../app/shell';
import { Preferences } from '../app/preferences';
import { formatDay } from '../i18n/format';
import { language } from '../i18n';
import './entrance.css';

/** The door of the school: a blackboard with today's date on it, and a sheet of paper to fill in. */
export function Entrance({ greeting, intro, children }: { greeting: string; intro: string; children: ComponentChildren }) {
  void language.value;
  const today = formatDay(new Date(), new Date());
  return (
    <div class="entrance">
      <header class="entrance__board">
        <p class="entrance__date">{today}</p>
        <h1 class="entrance__greeting">{greeting}</h1>
        <p class="entrance__intro">{intro}</p>
        <svg class="entrance__drawing" viewBox="0 0 320 120" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">
          <path d="M14 104h292" opacity=".5" />
          <path d="M40 104V62l46-26 46 26v42M62 104V82h18v22M100 80h16v12h-16zM86 36V14l20 8-20 8" />
          <path d="M196 104V88m0 0c-16 4-26-8-22-20-10-10 0-28 14-26 6-14 28-10 28 4 14 2 16 20 6 26 2 12-12 22-26 16z" />
          <circle cx="272" cy="30" r="11" />
          <path d="M272 8v-5M272 57v-5M294 30h5M245 30h5M288 14l4-4M252 50l4-4M288 46l4 4M252 10l4 4" />
        </svg>
      </header>
      <main class="entrance__sheet" tabIndex={-1}>
        <div class="entrance__head">
          <Brand />
          <Preferences />
        </div>
        <div class="entrance__form">{children}</div>
      </main>
    </div>
  );
}
