import { signal } from '@preact/signals';
import i18next from 'i18next';
import type { Messages } from './fr';
import type { OfficeMessages } from './fr/office';
import type { WeekMessages } from './fr/week';
import { frenchTypography } from './typography';

export type Language = 'fr' | 'en';

/** What people call each language in that language. */
export const LANGUAGES: readonly { code: Language; name: string }[] = [
  { code: 'fr', name: 'Français' },
  { code: 'en', name: 'English' },
];

const STORED_AS = 'classroom.language';
const SCHOOLS_AS = 'classroom.schoolLanguage';

type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Leaf<T[K]>}` }[keyof T & string];
type Singular<K extends string> = K extends `${infer Stem}_${'zero' | 'one' | 'other'}` ? Stem : K;

/** Every message there is. Plural forms are one message, chosen by `count`. */
export type MessageKey = Leaf<Messages> | Leaf<OfficeMessages> | Leaf<WeekMessages>;

/** The language now shown. Reading it in a component renders that component anew when the language changes. */
export const language = signal<Language>('en');

// Messages come one language at a time: a phone on a weak line loads only its own.
const loaders: Record<Language, () => Promise<{ messages: object }>> = {
  fr: () => import('./fr'),
  en: () => import('./en'),
};

// What only some pages say comes with them.
const partLoaders = {
  office: { fr: () => import('./fr/office'), en: () => import('./en/office') },
  week: { fr: () => import('./fr/week'), en: () => import('./en/week') },
} satisfies Record<string, Record<Language, () => Promise<{ messages: object }>>>;

type Part = keyof typeof partLoaders;

const partsShown = new Set<Part>();

/** The language to start in: the one chosen here before, else the first of the browser's that we speak, else the one of the school that was last known here, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[], school: string | null = null): Language {
  return [stored ?? '', ...browser, school ?? ''].map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en';
}

/** Whether nothing but a school's language says which to speak: nobody chose one here, and the browser names none that we speak. */
export function isLanguageOpen(): boolean {
  return ![localStorage.getItem(STORED_AS) ?? '', ...navigator.languages].some((tag) => isLanguage(tag.slice(0, 2).toLowerCase()));
}

/** Speaks a school's language if nothing better is known, and starts in it the next time. Leaves the page as it is if its messages cannot be had. */
export async function suggestLanguage(code: Language): Promise<void> {
  if (isLanguageOpen()) {
    localStorage.setItem(SCHOOLS_AS, code);
    await useLanguage(code).catch(() => {});
  }
}

function isLanguage(code: string): code is Language {
  return LANGUAGES.some((known) => known.code === code);
}

/** Loads the messages of the language to start in. Nothing can be shown before. */
export async function startLanguage(): Promise<void> {
  await i18next.init({ fallbackLng: false, defaultNS: 'messages', ns: ['messages'], interpolation: { escapeValue: true, escape: isolated } });
  await useLanguage(preferredLanguage(localStorage.getItem(STORED_AS), navigator.languages, localStorage.getItem(SCHOOLS_AS)));
}

/** Letters that run from right to left, and signs that turn a text's direction. */
const TURNS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/;

/** A name or a title within a sentence, which must not turn the words around it: it keeps its direction to itself. (What is shown is text, never markup: nothing else is to be escaped.) */
export function isolated(value: string): string {
  return TURNS.test(value) ? `\u2068${value}\u2069` : value;
}

/** Switches to a language and remembers it on this device; rejects, and changes nothing, if its messages cannot be had. */
export async function chooseLanguage(code: Language): Promise<void> {
  await useLanguage(code);
  localStorage.setItem(STORED_AS, code);
}

/** Loads what some pages say beyond the rest. From then on it follows the language. */
export async function loadMessages(part: Part): Promise<void> {
  partsShown.add(part);
  await addMessages(language.value);
}

async function addMessages(code: Language): Promise<void> {
  const missing = [
    ...(i18next.hasResourceBundle(code, 'messages') ? [] : [loaders[code]]),
    ...[...partsShown].filter((part) => !i18next.exists(`${part}.title`, { lng: code })).map((part) => partLoaders[part][code]),
  ];
  for (const { messages } of await Promise.all(missing.map((load) => load()))) {
    i18next.addResourceBundle(code, 'messages', code === 'fr' ? frenchTypography(messages) : messages, true, true);
  }
}

/** Messages in a language that need not be the page's: for what is printed for a school. Rejects if they cannot be had. */
export async function messagesIn(code: Language): Promise<typeof t> {
  await addMessages(code);
  const translate = i18next.getFixedT(code, 'messages');
  return (key, values) => translate(key, values ?? {});
}

async function useLanguage(code: Language): Promise<void> {
  await addMessages(code);
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
  language.value = code;
}

/** The message of a key, in the language now shown. */
export function t(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
  void language.value; // Subscribes the component that renders this.
  return i18next.t(key, values ?? {});
}

/** Whether there is a message of this key: for codes that come from a server newer than this page. */
export function isMessage(key: string): key is MessageKey {
  return i18next.exists(key);
}
