/**
 * The note of a visit on a phone: kept on the phone first, then sent, so that it is not lost on a site
 * without network and arrives once. Without this script the same form is sent as it is.
 */
import { newActId } from '../parts/act-id.ts';
import { byId } from '../parts/dom.ts';
import { keepPage } from './keep-page.ts';
import { forgetNote, type KeptNote, type KeptPhoto, keepNote, keptNotes } from './kept-notes.ts';
import { forgetPlace, offerPlace } from './place.ts';
import { type SendOutcome, sendNote } from './send-note.ts';
import { say, showNotes } from './show-notes.ts';

const found = document.querySelector<HTMLFormElement>('#visit-note-form');
if (found === null) throw new Error('the page has no form');
const form = found;
const writer = form.dataset.writer ?? '';
const buttons = { change, forget };
let changing: KeptNote | null = null;
let sending = false;

const words: Readonly<Record<SendOutcome, string>> = {
  received: '已收到。',
  refused: '没有收下，请看下面的原因。',
  'signed-out': '登录已经过期，请重新登录；写好的还在这部手机里。',
  'no-network': '已写好，未发出。现在没有网络，有网络时会自动发出；请不要清除浏览器数据。',
};

async function show(): Promise<void> {
  showNotes(await keptNotes(writer), buttons);
}

/** Sends everything that waits, the oldest first, and stops where the network ends. */
async function sendAll(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    const waiting = (await keptNotes(writer))
      .filter((note) => note.receivedAt === null && note.refusals.length === 0)
      .reverse();
    for (const note of waiting) {
      const outcome = await sendNote(note);
      say(words[outcome]);
      await show();
      if (outcome === 'no-network' || outcome === 'signed-out') break;
    }
  } finally {
    sending = false;
  }
}

function missing(fields: FormData): string | null {
  const text = (name: string) => String(fields.get(name) ?? '').trim();
  if (text('project_id') === '') return '请选择项目。';
  if (text('visited_on') === '') return '请填写视察日期。';
  if (text('verdict') === '') return '请选择结论。';
  return text('note').length < 2 ? '请写明看到什么。' : null;
}

async function photoOf(fields: FormData): Promise<KeptPhoto | null> {
  const file = fields.get('photo');
  if (!(file instanceof File) || file.size === 0) return changing?.photo ?? null;
  return { bytes: await file.arrayBuffer(), type: file.type, name: file.name };
}

function titleOf(fields: FormData): string {
  const id = String(fields.get('project_id') ?? '');
  const option = [...form.querySelectorAll('option')].find((one) => one.value === id);
  return `${option?.textContent ?? ''} ${String(fields.get('visited_on') ?? '')}`;
}

async function save(): Promise<void> {
  const fields = new FormData(form);
  const lack = missing(fields);
  if (lack !== null) {
    say(lack);
    return;
  }
  const kept = [...fields].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== 'act_id' ? [[name, value]] : [],
  );
  const offline: [string, string][] = navigator.onLine ? [] : [['written_offline', 'yes']];
  await keepNote({
    ...{ id: changing?.id ?? newActId(), address: form.action, writer, writtenAt: Date.now() },
    ...{ title: titleOf(fields), fields: [...kept, ...offline], photo: await photoOf(fields) },
    ...{ receivedAt: null, refusals: [] },
  });
  changing = null;
  form.reset();
  today();
  forgetPlace();
  say('已写好，存在这部手机里，正在发出……');
  await show();
  await sendAll();
}

/** Puts a note that was not taken back into the form. */
function change(note: KeptNote): void {
  form.reset();
  changing = note;
  for (const [name, value] of note.fields) {
    for (const field of form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
      if (['radio', 'checkbox'].includes(field.type)) field.checked ||= field.value === value;
      else field.value = value;
    }
  }
  say('请改正后再保存。');
  form.scrollIntoView();
}

function forget(note: KeptNote): void {
  if (changing?.id === note.id) changing = null;
  void forgetNote(note.id).then(show);
}

/** A page that the phone kept was made on another day. */
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

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void save().catch(() => {
    // A phone that does not keep anything: the form goes as it is, which needs a network.
    form.submit();
  });
});
byId('send-now').addEventListener('click', () => void sendAll());
window.addEventListener('online', () => void sendAll());
if (form.dataset.fresh === 'yes') today();
chooseProject();
offerPlace();
void show().then(sendAll);
void keepPage(form.dataset.worker ?? '').then((kept) => {
  byId('kept-said').textContent = kept
    ? '这一页已存在手机里，没有网络也能打开、能写。'
    : '这部手机不能离线打开这一页：到现场以前请先打开它，不要关闭。';
});
