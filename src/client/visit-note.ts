/** The note of a visit on a phone. */
import { startOfflineForm, theForm } from './offline-form/offline-form.ts';

const form = theForm();

/** The day at this moment: a page that the phone kept was made on another day. */
function today(): void {
  const field = form.querySelector<HTMLInputElement>('[name="visited_on"]');
  const now = new Date(Date.now() + 8 * 3_600_000);
  if (field !== null) field.value = now.toISOString().slice(0, 10);
}

/** What the address asks for; the page that the phone kept knows only its own. */
function chooseProject(): void {
  const wanted = new URLSearchParams(location.search).get('project');
  const select = form.querySelector<HTMLSelectElement>('[name="project_id"]');
  const known = [...(select?.options ?? [])].some((option) => option.value === wanted);
  if (select !== null && wanted !== null && known) select.value = wanted;
}

startOfflineForm({
  storeName: 'piaojue-visit-notes',
  missing: (read) => {
    if (read('project_id') === '') return '请选择项目。';
    if (read('visited_on') === '') return '请填写视察日期。';
    if (read('verdict') === '') return '请选择结论。';
    return read('note').length < 2 ? '请写明看到什么。' : null;
  },
  titleOf: (read) => {
    const options = [...form.querySelectorAll('option')];
    const chosen = options.find((one) => one.value === read('project_id'));
    return `${chosen?.textContent ?? ''} ${read('visited_on')}`;
  },
  whenOffline: () => [['written_offline', 'yes']],
  refresh: today,
});
chooseProject();
