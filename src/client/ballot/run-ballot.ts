import type { BallotRound, CandidateDetails } from '../../wire/ballot.ts';

import { h } from '../parts/dom.ts';
import { type BallotForm, formOf, type Marking, noMarks, vectorsOf } from './ballot-form.ts';
import { deliver } from './delivery.ts';
import { advance, type Flow, type FlowEvent, type Screen, type StopCode, start } from './flow.ts';
import type { Fragment } from './fragment.ts';
import type { Frame } from './frame.ts';
import type { Keeper, KeptBallot } from './kept.ts';
import { drawPicture } from './picture.ts';
import { choosingScreen } from './screens/choosing-screen.ts';
import {
  castingScreen,
  doneScreen,
  loadingScreen,
  stoppedScreen,
  waitingScreen,
} from './screens/end-screens.ts';
import { reviewScreen } from './screens/review-screen.ts';
import type { Built } from './screens/screen.ts';
import { slipScreen } from './screens/slip-screen.ts';
import { testScreen } from './screens/test-screen.ts';
import { type Sealer, startSealer } from './sealer.ts';
import { type Site, siteOf } from './site.ts';
import { problemOfSlip } from './slip-input.ts';
import { openReader } from './speech.ts';
import { testAddress } from './test-address.ts';

/** Where and for whom a ballot is run. */
export interface BallotPlace {
  readonly uuid: string;
  /** Already taken out of the address. */
  readonly fragment: Fragment;
  readonly frame: Frame;
  readonly keeper: Keeper;
  /** A deputy's own phone: pictures may be kept, leaving is warned of. */
  readonly own: boolean;
  /** Told at every new place. */
  readonly entered: (screen: Screen) => void;
  /** Begins again with another slip; null where something else does that. */
  readonly again: (() => void) | null;
}

/** How long a waiting page rests before it asks again, in milliseconds; each phone at its own moment. */
const betweenQuestions = () => 3_000 + Math.random() * 2_000;

const codes: readonly string[] = [
  ...['wrong-round', 'closed', 'round-void', 'slip-unknown', 'slip-void', 'slip-used'],
  'ballot-invalid',
];

/** Runs one deputy's ballot from the slip to the end. Gives how to end it and wipe what it holds. */
export function runBallot(place: BallotPlace): { readonly end: () => void } {
  const running = new RunningBallot(place);
  void running.run();
  return { end: () => running.end() };
}

/** One ballot under way: what the flow decides, done with the network, the worker and the page. */
class RunningBallot {
  readonly #place: BallotPlace;
  readonly #ended = new AbortController();
  readonly #site: Site;
  readonly #reader = openReader();
  #sealer: Sealer | null = null;
  #flow: Flow = start;
  #round: BallotRound | null = null;
  #form: BallotForm | null = null;
  #marking: Marking = noMarks;
  #fingerprint: string | null = null;
  #slipNote: string | null = null;
  #testAddress: string | null = null;
  #sealings = 0;

  constructor(place: BallotPlace) {
    this.#place = place;
    this.#site = siteOf(place.uuid, this.#ended.signal);
    if (place.own) window.addEventListener('beforeunload', this.#leaving);
  }

  async run(): Promise<void> {
    const { uuid, fragment, keeper } = this.#place;
    this.#show(true);
    const kept = keeper.read(uuid);
    if (kept !== null && (kept.ballot !== null || fragment.slip === null)) {
      await this.#resume(kept);
      return;
    }
    keeper.clear();
    const round = await this.#loadRound();
    if (round === null || !(await this.#openElection(round))) return;
    if (fragment.slip !== null) {
      this.#slipNote = await this.#giveSlip(fragment.slip);
    }
    this.#on({ is: 'box', state: round.state });
  }

  end(): void {
    this.#ended.abort();
    this.#wipe();
    this.#reader.stop();
    window.removeEventListener('beforeunload', this.#leaving);
    this.#place.frame.clear();
  }

  /** Slip, seed, randomness and marks go; the signed bytes alone are left to be sent. */
  #wipe(): void {
    this.#sealer?.end();
    this.#sealer = null;
    this.#marking = noMarks;
    this.#testAddress = null;
  }

  readonly #leaving = (event: BeforeUnloadEvent) => {
    const { at } = this.#flow.screen;
    const marked = this.#marking.byNumber.size > 0 || this.#marking.blank;
    if (at === 'casting' || ((at === 'choosing' || at === 'review') && marked)) {
      event.preventDefault();
    }
  };

  #on(event: FlowEvent): void {
    if (this.#ended.signal.aborted) return;
    const before = this.#flow.screen;
    this.#flow = advance(this.#flow, event);
    const { screen } = this.#flow;
    if (screen === before) return;
    const moved = screen.at !== before.at;
    this.#show(moved);
    if (!moved) return;
    this.#place.entered(screen);
    if (screen.at === 'waiting') void this.#watchBox();
    if (screen.at === 'done' || screen.at === 'stopped') this.#wipe();
  }

  #stop(code: StopCode, message = ''): void {
    this.#on({ is: 'stop', code, message });
  }

  #ask(): Sealer {
    this.#sealer ??= startSealer(() => this.#stop('browser-too-old'));
    return this.#sealer;
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  async #loadRound(): Promise<BallotRound | null> {
    while (!this.#ended.signal.aborted) {
      try {
        const told = await this.#site.round();
        if (told.ok) return told.value;
        const { code, message } = told.refusal;
        if (code === 'wrong-round') {
          this.#stop('wrong-round', message);
          return null;
        }
      } catch {
        // Nothing came back, or something that is not ours; the loop comes back.
      }
      this.#on({ is: 'unreachable' });
      await this.#rest(betweenQuestions());
    }
    return null;
  }

  /** Opens the election and holds it against the slip: its hash must be the one that the slip carries. */
  async #openElection(round: BallotRound): Promise<boolean> {
    const { uuid, fragment, frame } = this.#place;
    const { election, setupEvent, setupRecord, receiptKey } = round;
    frame.title(round.title, round.meeting);
    const texts = { election, setupEvent, setupRecord, receiptKey };
    const opened = await this.#ask().ask('open', texts);
    const expected = fragment.electionHash;
    const same = opened !== null && opened.uuid === uuid;
    if (!same || (expected === null ? opened.fingerprint === null : opened.hash !== expected)) {
      this.#stop('other-election');
      return false;
    }
    if (!opened.receiptKeyNamed) {
      this.#stop('other-receipt-key');
      return false;
    }
    this.#fingerprint = expected === null ? opened.fingerprint : null;
    this.#form = formOf(opened.questions);
    this.#round = round;
    if (this.#form === null) {
      this.#stop('other', '本页不认识这种选票，请到共用投票台投票。');
      return false;
    }
    return true;
  }

  async #giveSlip(typed: string): Promise<string | null> {
    const problem = await this.#ask().ask('slip', { typed });
    if (problem !== null) return problemOfSlip(problem);
    this.#slipNote = null;
    this.#on({ is: 'slip-read' });
    return null;
  }

  async #watchBox(): Promise<void> {
    while (this.#flow.screen.at === 'waiting' && !this.#ended.signal.aborted) {
      await this.#rest(betweenQuestions());
      try {
        const state = await this.#site.state();
        if (state !== null) this.#on({ is: 'box', state });
      } catch {
        // No network just now; the loop comes back.
      }
    }
  }

  async #review(): Promise<void> {
    const form = this.#form;
    if (form === null) return;
    this.#on({ is: 'review' });
    this.#sealings += 1;
    const mine = this.#sealings;
    const { commitment } = await this.#ask().ask('seal', {
      marks: vectorsOf(form, this.#marking),
    });
    if (mine === this.#sealings) this.#on({ is: 'sealed', commitment });
  }

  async #test(): Promise<void> {
    const { screen } = this.#flow;
    const form = this.#form;
    if (screen.at !== 'review' || screen.commitment === null || form === null) return;
    const { commitment } = screen;
    const marks = vectorsOf(form, this.#marking);
    this.#testAddress = null;
    this.#testCommitment = commitment;
    this.#on({ is: 'test' });
    const revealed = await this.#ask().ask('reveal', {});
    const { uuid } = this.#place;
    this.#testAddress = testAddress(location.origin, { uuid, marks, commitment, ...revealed });
    this.#show(false);
    await this.#site.countTest().catch(() => undefined);
  }

  #testCommitment = '';

  async #cast(): Promise<void> {
    const { screen } = this.#flow;
    if (screen.at !== 'review' || screen.commitment === null) return;
    this.#on({ is: 'cast' });
    this.#marking = noMarks;
    const { ballot, tracker } = await this.#ask().ask('sign', {});
    const kept = { uuid: this.#place.uuid, tracker, ballot, receipt: null };
    this.#place.keeper.write(kept);
    await this.#deliver(kept);
  }

  /** After a reload: a ballot without a receipt is sent again, one with its receipt is shown. */
  async #resume(kept: KeptBallot): Promise<void> {
    if (kept.ballot === null && kept.receipt !== null) {
      const { tracker, receipt } = kept;
      this.#on({ is: 'taken', tracker, receipt });
      const round = await this.#loadRound();
      if (round !== null) this.#place.frame.title(round.title, round.meeting);
      return;
    }
    this.#on({ is: 'cast' });
    await this.#deliver(kept);
  }

  async #deliver({ uuid, tracker, ballot }: KeptBallot): Promise<void> {
    if (ballot === null) return;
    const { keeper, frame } = this.#place;
    const end = await deliver({
      send: () => this.#site.cast(ballot),
      rest: (milliseconds) => this.#rest(milliseconds),
      chance: Math.random,
      troubled: (trouble, attempts) => this.#on({ is: 'trouble', trouble, attempts }),
      stopped: () => this.#ended.signal.aborted,
    });
    if (end === null) return;
    if (end.kind === 'refused') {
      keeper.clear();
      const { code, message } = end.refusal;
      this.#stop(codes.includes(code) ? (code as StopCode) : 'other', message);
      return;
    }
    const { receipt } = end;
    this.#round ??= await this.#loadRound();
    if (this.#round === null) return;
    const { receiptKey, election, title, meeting } = this.#round;
    frame.title(title, meeting);
    const given = { receipt, receiptKey, election, ballot };
    if (!(await this.#ask().ask('check-receipt', given))) {
      this.#stop('receipt-wrong');
      return;
    }
    keeper.write({ uuid, tracker, ballot: null, receipt });
    this.#on({ is: 'taken', tracker, receipt });
  }

  #show(moved: boolean): void {
    this.#place.frame.show(this.#build(this.#flow.screen), moved);
  }

  #build(screen: Screen): Built {
    const form = this.#form;
    switch (screen.at) {
      case 'loading':
        return loadingScreen(true);
      case 'unreachable':
        return loadingScreen(false);
      case 'slip':
        return this.#withFingerprint(
          slipScreen({ note: this.#slipNote, give: (typed) => this.#giveSlip(typed) }),
        );
      case 'waiting':
        return this.#withFingerprint(waitingScreen(screen.state));
      case 'casting':
        return castingScreen(screen);
      case 'done':
        return this.#buildDone(screen);
      case 'stopped': {
        const mayRetry = !['closed', 'round-void', 'browser-too-old', 'receipt-wrong'].includes(
          screen.code,
        );
        return stoppedScreen(screen, mayRetry ? this.#place.again : null);
      }
      default:
        if (form === null) throw new Error('there is no ballot to show');
        return this.#buildMarking(screen, form);
    }
  }

  #buildMarking(
    screen: Extract<Screen, { at: 'choosing' | 'review' | 'testing' }>,
    form: BallotForm,
  ): Built {
    const marking = this.#marking;
    if (screen.at === 'choosing') {
      return this.#withFingerprint(
        choosingScreen({
          ...{ form, marking, reader: this.#reader, details: this.#details() },
          marked: (next) => {
            this.#marking = next;
          },
          review: () => void this.#review(),
        }),
      );
    }
    if (screen.at === 'review') {
      return reviewScreen({
        ...{ form, marking, commitment: screen.commitment },
        back: () => this.#on({ is: 'back' }),
        cast: () => void this.#cast(),
        test: () => void this.#test(),
      });
    }
    return testScreen({
      ...{ form, marking, commitment: this.#testCommitment, address: this.#testAddress },
      back: () => {
        this.#marking = noMarks;
        this.#testAddress = null;
        this.#on({ is: 'back' });
      },
    });
  }

  #buildDone({ tracker, receipt }: Extract<Screen, { at: 'done' }>): Built {
    const { uuid, own } = this.#place;
    const ask = async () => (await this.#site.find(tracker)) !== null;
    if (!own) return doneScreen({ tracker, ask, goodbye: '请离开投票台。' });
    const picture = () => {
      const { title = '', meeting = '' } = this.#round ?? {};
      return drawPicture({ title, meeting, uuid, tracker, receipt });
    };
    return doneScreen({ tracker, ask, picture, goodbye: '请把手机放下。' });
  }

  /** A slip without φ cannot vouch for the questions: then the reader compares the fingerprint. */
  #withFingerprint(built: Built): Built {
    if (this.#fingerprint === null) return built;
    const notice = h(
      'div',
      { class: 'notice info' },
      h(
        'p',
        { class: 'small' },
        '请与大屏幕上的设置指纹核对，有一个字不同就不要投票，举手告诉监票人：',
      ),
      h('p', { class: 'fingerprint' }, (this.#fingerprint.match(/.{1,4}/g) ?? []).join(' ')),
    );
    const [first, ...others] = built.content;
    return { ...built, content: [first, notice, ...others] };
  }

  #details(): ReadonlyMap<number, CandidateDetails> {
    return new Map((this.#round?.candidates ?? []).map((one) => [one.number, one]));
  }
}
