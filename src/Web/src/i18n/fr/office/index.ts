import { audit } from './audit';
import { codes } from './codes';
import { office } from './office';
import { people } from './people';
import { roster } from './roster';
import { settings } from './settings';
import { sheets } from './sheets';
import { substitutes } from './substitutes';

/** What only the pages of the office say: fetched with them. A page of the office adds its area here. */
export const messages = { audit, codes, office, people, roster, settings, sheets, substitutes };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What another language must say. */
export type OfficeMessages = Texts<typeof messages>;
