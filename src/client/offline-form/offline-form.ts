/**
 * A form that is filled in on a site: kept on the phone first, then sent, so that it is not lost where there
 * is no network and arrives once. Without this script the same form is sent as it is.
 */
import { newActId } from '../parts/act-id.ts';
import { byId } from '../parts/dom.ts';
import { keepPage } from './keep-page.ts';
import { type KeptNote, type KeptPhoto, NoteStore } from './kept-notes.ts';
import { forgetPlace, offerPlace } from './place.ts';
import { type SendOutcome, sendNote } from './send-note.ts';
import { say, showNotes } from './show-notes.ts';

/** Reads a field of the form as text without space around it. */
export type ReadField = (name: string) => string;

type Fields = readonly (readonly [name: string, value: string])[];

/** What one form knows of itself. */
export interface OfflineForm {
  /** Under this name the phone keeps what was written. */
  readonly storeName: string;
  /** What is still missing, as a sentence; null when it can be kept. */
  readonly missing: (read: ReadField) => string | null;
  /** What the list of kept ones calls it. */
  readonly titleOf: (read: ReadField) => string;
  /** What the server should know of one that waited for a network; fills in what is empty. */
  readonly whenOffline: (writtenAt: number) => Fields;
  /** Fills in what a page that the phone kept on another day cannot know. */
  readonly refresh: () => void;
}

const words: Readonly<Record<SendOutcome, string>> = {
  received: '已收到。',
  refused: '没有收下，请看下面的原因。',
  'signed-out': '登录已经过期，请重新登录；写好的还在这部手机里。',
  'no-network': '已写好，未发出。现在没有网络，有网络时会自动发出；请不要清除浏览器数据。',
};

/** The form of this page. */
export function theForm(): HTMLFormElement {
  const form = document.querySelector<HTMLFormElement>('#offline-form');
  if (form === null) throw new Error('the page has no form');
  return form;
}

/** Fields with others for what is empty or not there. */
function filledIn(fields: Fields, others: Fields): Fields {
  const given = fields.filter(
    ([name, value]) => value !== '' || !others.some(([one]) => one === name),
  );
  return [...given, ...others.filter(([name]) => !given.some(([one]) => one === name))];
}

class Desk {
  readonly #form = theForm();
  readonly #writer = theForm().dataset.writer ?? '';
  readonly #about: OfflineForm;
  readonly #store: NoteStore;
  #changing: KeptNote | null = null;
  #sending = false;
  /** Whether somebody asked to send while a sending was under way: the network may have come back meanwhile. */
  #askedAgain = false;

  constructor(about: OfflineForm) {
    this.#about = about;
    this.#store = new NoteStore(about.storeName);
  }

  async show(): Promise<void> {
    showNotes(await this.#store.all(this.#writer), {
      change: (note) => this.#change(note),
      forget: (note) => this.#forget(note),
    });
  }

  /** Sends everything that waits; asked again meanwhile, it tries once more. */
  async sendAll(): Promise<void> {
    this.#askedAgain = this.#sending;
    if (this.#sending) return;
    this.#sending = true;
    try {
      do {
        this.#askedAgain = false;
        await this.#sendWaiting();
      } while (this.#askedAgain);
    } finally {
      this.#sending = false;
    }
  }

  /** The oldest first, until the network ends. */
  async #sendWaiting(): Promise<void> {
    const waiting = (await this.#store.all(this.#writer))
      .filter((note) => note.receivedAt === null && note.refusals.length === 0)
      .reverse();
    for (const note of waiting) {
      const { outcome, kept } = await sendNote(note);
      const offline = outcome === 'no-network' ? this.#about.whenOffline(note.writtenAt) : [];
      await this.#store.keep({ ...kept, fields: filledIn(kept.fields, offline) });
      say(words[outcome]);
      await this.show();
      if (outcome === 'no-network' || outcome === 'signed-out') break;
    }
  }

  async save(): Promise<void> {
    const fields = new FormData(this.#form);
    const read: ReadField = (name) => String(fields.get(name) ?? '').trim();
    const lack = this.#about.missing(read);
    if (lack !== null) {
      say(lack);
      return;
    }
    const kept = [...fields].flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && name !== 'act_id' ? [[name, value]] : [],
    );
    const writtenAt = Date.now();
    const offline = navigator.onLine ? [] : this.#about.whenOffline(writtenAt);
    await this.#store.keep({
      ...{ id: this.#changing?.id ?? newActId(), address: this.#form.action, writtenAt },
      ...{ writer: this.#writer, title: this.#about.titleOf(read), receivedAt: null, refusals: [] },
      ...{ fields: filledIn(kept, offline), photo: await this.#photoOf(fields) },
    });
    this.#changing = null;
    this.#form.reset();
    this.#about.refresh();
    forgetPlace();
    say('已写好，存在这部手机里，正在发出……');
    await this.show();
    await this.sendAll();
  }

  async #photoOf(fields: FormData): Promise<KeptPhoto | null> {
    const file = fields.get('photo');
    if (!(file instanceof File) || file.size === 0) return this.#changing?.photo ?? null;
    return { bytes: await file.arrayBuffer(), type: file.type, name: file.name };
  }

  /** Puts a note that was not taken back into the form. */
  #change(note: KeptNote): void {
    this.#form.reset();
    this.#changing = note;
    for (const [name, value] of note.fields) {
      for (const field of this.#form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
        if (['radio', 'checkbox'].includes(field.type)) field.checked ||= field.value === value;
        else field.value = value;
      }
    }
    say('请改正后再保存。');
    this.#form.scrollIntoView();
  }

  #forget(note: KeptNote): void {
    if (this.#changing?.id === note.id) this.#changing = null;
    void this.#store.forget(note.id).then(() => this.show());
  }
}

/** Starts the form of this page. */
export function startOfflineForm(about: OfflineForm): void {
  const form = theForm();
  const desk = new Desk(about);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void desk.save().catch(() => {
      // A phone that does not keep anything: the form goes as it is, which needs a network.
      form.submit();
    });
  });
  byId('send-now').addEventListener('click', () => void desk.sendAll());
  window.addEventListener('online', () => void desk.sendAll());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void desk.sendAll();
  });
  if (form.dataset.fresh === 'yes') about.refresh();
  offerPlace();
  void desk.show().then(() => desk.sendAll());
  void keepPage(form.dataset.worker ?? '').then((kept) => {
    byId('kept-said').textContent = kept
      ? '这一页已存在手机里，没有网络也能打开、能写。'
      : '这部手机不能离线打开这一页：到现场以前请先打开它，不要关闭。';
  });
}
