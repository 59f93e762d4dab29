import { office } from './office';
import { roster } from './roster';

/** What only the pages of the office say: fetched with them. A page of the office adds its area here. */
export const messages = { office, roster };

type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What another language must say. */
export type OfficeMessages = Texts<typeof messages>;
