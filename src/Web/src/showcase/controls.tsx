import { useSignal } from '@preact/signals';
import { CalendarX, DoorOpen, Ellipsis, Hand, MessageCircle, Pencil, Users } from 'lucide-preact';
import { t } from '../i18n';
import { Badge, Button, Check, Dialog, Field, IconButton, Menu, Select, Tabs, toast } from '../ui';
import { Picker } from '../ui/picker';

export function ShowButtons() {
  return (
    <>
      {(['large', 'medium', 'small'] as const).map((size) => (
        <div key={size} class="showcase__row">
          <Button kind="primary" size={size} icon={DoorOpen}>
            {t('showcase.primary')}
          </Button>
          <Button size={size} icon={Pencil}>
            {t('showcase.secondary')}
          </Button>
          <Button kind="quiet" size={size}>
            {t('showcase.quiet')}
          </Button>
          <Button kind="danger" size={size}>
            {t('showcase.danger')}
          </Button>
          <Button kind="primary" size={size} busy>
            {t('showcase.busy')}
          </Button>
          <Button size={size} disabled>
            {t('showcase.secondary')}
          </Button>
        </div>
      ))}
      <div class="showcase__row">
        <IconButton icon={Hand} label={t('lesson.hand.raise')} />
        <IconButton icon={Hand} label={t('lesson.hand.lower')} pressed />
        <IconButton icon={Pencil} label={t('showcase.secondary')} size="small" />
      </div>
    </>
  );
}

export function ShowFields() {
  const text = useSignal('');
  const choice = useSignal('3b');
  const checked = useSignal(true);
  return (
    <>
      <Field label={t('showcase.fieldLabel')} hint={t('showcase.fieldHint')} value={text.value} onText={(value) => (text.value = value)} />
      <Field label={t('showcase.fieldLabel')} error={t('showcase.fieldError')} value="" onText={() => {}} />
      <Field label={t('identity.personalCode')} class="field__control--code" value="7KQ2-M9XD-4HTP" onText={() => {}} />
      <Select
        label={t('showcase.selectLabel')}
        value={choice.value}
        onText={(value) => (choice.value = value)}
        options={[
          { value: '3b', label: '3e B · Mathématiques' },
          { value: '4a', label: '4e A · Mathématiques' },
        ]}
      />
      <Picker
        label={t('showcase.selectLabel')}
        hint={t('showcase.pickerHint')}
        value={choice.value}
        onPick={(value) => (choice.value = value)}
        options={[
          { value: '3b', label: '3e B', detail: 'Mathématiques' },
          { value: '4a', label: '4e A', detail: 'Mathématiques' },
        ]}
      />
      <Check label={t('showcase.checkLabel')} hint={t('lesson.vote.anonymousHint')} checked={checked.value} onCheck={(value) => (checked.value = value)} />
    </>
  );
}

export function ShowOverlays() {
  const open = useSignal(false);
  const tab = useSignal<'people' | 'talk'>('people');
  return (
    <>
      <div class="showcase__row">
        <Button onClick={() => (open.value = true)}>{t('showcase.openDialog')}</Button>
        <Button onClick={() => toast(t('showcase.toastText'), 'good')}>{t('showcase.showToast')}</Button>
        <Menu
          label={t('day.more')}
          icon={Ellipsis}
          items={[
            { label: t('day.changePlan'), icon: Pencil, onPick: () => {} },
            { label: t('day.cancelPlan'), icon: CalendarX, danger: true, onPick: () => {} },
          ]}
        />
      </div>
      <Tabs
        label={t('lesson.panels')}
        value={tab.value}
        onChange={(key) => (tab.value = key)}
        tabs={[
          { key: 'people', label: t('lesson.people'), icon: Users, badge: <Badge>28</Badge> },
          { key: 'talk', label: t('lesson.talk'), icon: MessageCircle },
        ]}
      >
        <p class="showcase__panel">{tab.value === 'people' ? t('lesson.people') : t('lesson.talk')}</p>
      </Tabs>
      <Dialog
        open={open.value}
        title={t('showcase.dialogTitle')}
        onClose={() => (open.value = false)}
        actions={
          <>
            <Button onClick={() => (open.value = false)}>{t('ui.cancel')}</Button>
            <Button kind="danger" onClick={() => (open.value = false)}>
              {t('showcase.danger')}
            </Button>
          </>
        }
      >
        <p>{t('showcase.dialogText')}</p>
      </Dialog>
    </>
  );
}
