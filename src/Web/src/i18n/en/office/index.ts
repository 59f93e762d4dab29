import type { OfficeMessages } from '../../fr/office';
import { office } from './office';
import { roster } from './roster';

export const messages: OfficeMessages = { office, roster };
