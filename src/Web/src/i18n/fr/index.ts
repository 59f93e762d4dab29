import { day } from './day';
import { decks } from './decks';
import { identity } from './identity';
import { lesson } from './lesson';
import { register } from './register';
import { room } from './room';
import { problem, refusal } from './errors';
import { showcase, ui } from './ui';

/** Every message, in French, written with plain spaces: typography.ts sets them. */
export const messages = { ui, showcase, identity, day, decks, lesson, register, room, problem, refusal };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What another language must say. */
export type Messages = Texts<typeof messages>;
