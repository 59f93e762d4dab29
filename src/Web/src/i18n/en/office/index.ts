import type { OfficeMessages } from '../../fr/office';
import { audit } from './audit';
import { codes } from './codes';
import { office } from './office';
import { people } from './people';
import { roster } from './roster';
import { settings } from './settings';
import { sheets } from './sheets';
import { substitutes } from './substitutes';

export const messages: OfficeMessages = { audit, codes, office, people, roster, settings, sheets, substitutes };
