import { t } from '../../i18n';
import type { PollAsked } from '../../protocol';

/** The words of each choice; empty for typed answers. */
export function choiceTexts(asked: PollAsked): readonly string[] {
  switch (asked.kind) {
    case 'yesNo':
      return [t('lesson.vote.yes'), t('lesson.vote.no')];
    case 'trueFalse':
      return [t('lesson.vote.true'), t('lesson.vote.false')];
    case 'choices':
      return asked.choices;
    case 'typed':
      return [];
  }
}
