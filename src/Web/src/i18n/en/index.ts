import type { Messages } from '../fr';
import { day } from './day';
import { decks } from './decks';
import { identity } from './identity';
import { lesson } from './lesson';
import { register } from './register';
import { room } from './room';
import { problem, refusal } from './errors';
import { showcase, ui } from './ui';

export const messages: Messages = { ui, showcase, identity, day, decks, lesson, register, room, problem, refusal };
