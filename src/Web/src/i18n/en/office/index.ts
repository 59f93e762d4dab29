import type { OfficeMessages } from '../../fr/office';
import { codes } from './codes';
import { office } from './office';
import { people } from './people';
import { roster } from './roster';
import { sheets } from './sheets';
import { substitutes } from './substitutes';

export const messages: OfficeMessages = { codes, office, people, roster, sheets, substitutes };
