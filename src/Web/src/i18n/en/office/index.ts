import type { OfficeMessages } from '../../fr/office';
import { office } from './office';

export const messages: OfficeMessages = { office };
