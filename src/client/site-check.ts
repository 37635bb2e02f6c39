/** The site check of a look-back on a phone: what is there now, with a photo from the same spot. */
import { startOfflineForm, theForm } from './offline-form/offline-form.ts';

const form = theForm();

/** A moment as the form states it, in the time of China. */
function stated(moment: number): string {
  return new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16);
}

startOfflineForm({
  storeName: 'piaojue-site-checks',
  missing: (read) => {
    if (read('works') === '') return '请选择还在不在、好不好用。';
    if (read('maintained') === '') return '请选择有没有人管护。';
    if (read('maintained') === 'yes' && read('maintainer') === '')
      return '有人管护的，请写明是谁。';
    return read('note').length < 2 ? '请写明看到了什么。' : null;
  },
  titleOf: () => form.dataset.title ?? '',
  // It was seen when it was written, not when a network came.
  whenOffline: (writtenAt) => [
    ['written_offline', 'yes'],
    ['happened_at', stated(writtenAt)],
  ],
  refresh: () => undefined,
});
