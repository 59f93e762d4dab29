import { useSignal } from '@preact/signals';
import { Keyboard } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n';
import { Check, Dialog, IconButton } from '../ui';
import { act, actionOf, KEYS, keysOn, mayTurn, turnKeys } from './keys';
import { useRoom } from './room';
import './key-map.css';

/** Listens for the lesson's keys, and shows them all under `?`. */
export function KeyMap() {
  const room = useRoom();
  const shown = useSignal(false);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (action === 'help') {
        event.preventDefault();
        shown.value = true;
      } else if (action !== undefined && act(room, action)) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [room]);

  const mine = KEYS.filter((one) => one.for === undefined || (one.for === 'student' ? !room.isTeacher.value : one.for === 'teacher' ? room.isTeacher.value : mayTurn(room)));
  return (
    <>
      <span class="key-map__open">
        <IconButton icon={Keyboard} size="small" label={t('room.keys.open')} aria-haspopup="dialog" aria-keyshortcuts="?" onClick={() => (shown.value = true)} />
      </span>
      <Dialog open={shown.value} title={t('room.keys.title')} onClose={() => (shown.value = false)}>
        <dl class="key-map">
          {mine.map(({ keys, action }) => (
            <div key={action}>
              <dt>{t(`room.keys.${action}`)}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key === '⇟' ? t('room.keyName.pageDown') : key === '⇞' ? t('room.keyName.pageUp') : key}</kbd>
                ))}
              </dd>
            </div>
          ))}
          {mayTurn(room) && (
            <div>
              <dt>{t('room.keys.onDocument')}</dt>
              <dd>
                {['←', '→', '↑', '↓'].map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('room.keys.send')}</dt>
            <dd>
              <kbd>{t('room.keyName.enter')}</kbd>
            </dd>
          </div>
          <div>
            <dt>{t('room.keys.newLine')}</dt>
            <dd>
              <kbd>{t('room.keyName.shift')}</kbd>
              <kbd>{t('room.keyName.enter')}</kbd>
            </dd>
          </div>
        </dl>
        <Check label={t('room.keys.single')} hint={t('room.keys.singleHint')} checked={keysOn.value} onCheck={turnKeys} />
      </Dialog>
    </>
  );
}
