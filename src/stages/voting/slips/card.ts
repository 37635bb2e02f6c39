import { randomUUID } from 'node:crypto';
import type {
  ElectronicCardProps,
  ElectronicForm,
} from '../../../../views/voting/electronic-card.tsx';
import { fingerprintOf, groupFingerprint } from '../../../ballot/fingerprint/fingerprint.ts';
import { type ElectronicState, electronicStateNames } from '../../../rules/electronic-channel.ts';
import type { KeysChapter } from '../../../rules/rule-sheet/document.ts';
import { slipBoxVerdictNames } from '../../../rules/slip-balance.ts';
import { type Attempt, formOf } from '../../../web/submit.ts';
import type { Visit } from '../../../web/visit.ts';
import { livesPaper } from '../electronic-channel.ts';
import type { ElectionOfRound, Round } from '../round-store.ts';
import { objections } from './account-slips.ts';
import { keysChapterOf } from './keys-chapter.ts';
import { openReserve, slipBoxBlocksOpening, slipBoxOf } from './slip-box.ts';
import { countSlips, type SlipCounts } from './slip-store.ts';

const waits: Readonly<Record<ElectronicState, string>> = {
  preparing: '等监票人制作钥匙。',
  keyed: '等总监票人在票码页制作、打印票码。',
  slips: '请一人念设置指纹，各监票人在自己的设备上核对。',
  sealed: '设置已经封定，可以宣布开始、发放票码。',
  issuing: '先登记发出的份数，扫描作废未发出的票码，再开始投票。',
  casting: '代表正在投票；迟到的代表从留用的票码中补发。',
  closed: '先扫描作废留用的票码；需要核对票码箱的，核对后由监票人共同开箱。',
  counted: '票箱已经开箱。',
  void: '本轮不再用电子票。',
};

/** The card of a round's electronic ballots, or null in a round of papers. */
export async function electronicCard(
  visit: Visit,
  round: Round,
  base: string,
  attempt: Attempt | null,
): Promise<ElectronicCardProps | null> {
  const { electronic } = round;
  if (electronic === null) return null;
  const { election, state } = electronic;
  const counts =
    election === null ? null : await countSlips(visit.database, round.congressId, election.uuid);
  const keys = await keysChapterOf(visit.database, round);
  const setupHash = election?.setupHash ?? null;
  return {
    base,
    state: electronicStateNames[state],
    waits: waits[state],
    slipPage: `${visit.dependencies.ballot.origin}/s`,
    figures: figuresOf(round, counts),
    fingerprint: setupHash === null ? null : groupFingerprint(fingerprintOf(setupHash)),
    balance: balanceOf(round, counts),
    slipBox: election === null ? null : slipBoxNotice(round, election, keys),
    forms: formsFor(visit, round).map((name) => ({
      name,
      form: formOf(attempt, name, suggested(round, counts, keys)),
      actId: randomUUID(),
    })),
    objections: Object.entries(objections).map(([value, text]) => ({ value, text })),
  };
}

function figuresOf(round: Round, counts: SlipCounts | null): ElectronicCardProps['figures'] {
  const election = round.electronic?.election ?? null;
  const reserve = election?.reserve ?? null;
  return [
    ['票码制作', round.electronic?.made ?? null],
    ['发出', round.electronic?.issued ?? null],
    ['作废', counts === null ? null : counts.unissued + counts.reserve + counts.exchanged],
    ['留用', reserve === null || election === null ? null : openReserve(election)],
    ['电子票', round.electronic?.ballots ?? null],
  ];
}

/** made = issued + void + reserve left + missing, as far as it is known. */
function balanceOf(round: Round, counts: SlipCounts | null): string | null {
  const { electronic } = round;
  const election = electronic?.election ?? null;
  if (electronic === null || election === null || counts === null) return null;
  if (election.reserve === null) return null;
  const box = slipBoxOf(election);
  const missing = box.missing + (box.reserveMissing ?? 0);
  const exchanged = counts.exchanged === 0 ? '' : `、换发纸质票作废 ${counts.exchanged}`;
  const voided = counts.unissued + counts.reserve;
  return (
    `共制作 ${electronic.made ?? 0} 份 ＝ 发出 ${electronic.issued ?? 0}（其中补发 ${election.issuedLate}）` +
    `、作废 ${voided}${exchanged}、留用 ${openReserve(election)}、下落不明 ${missing}。`
  );
}

function slipBoxNotice(
  round: Round,
  election: ElectionOfRound,
  keys: KeysChapter,
): ElectronicCardProps['slipBox'] {
  const box = slipBoxOf(election);
  if (round.electronic?.state === 'closed') {
    const blocked = slipBoxBlocksOpening(round, { keys });
    if (blocked !== null) {
      const tone = blocked.code === 'slip-box-unbalanced' ? 'stop' : 'warn';
      return { tone, text: blocked.message };
    }
  }
  if (box.scan !== null) {
    const { usedWithBallot, usedWithoutBallot, unusedWithoutBallot, ballots, missing } = box.scan;
    const without = usedWithoutBallot + unusedWithoutBallot;
    return {
      tone: 'ok',
      text: `票码箱已清点：有票的 ${usedWithBallot} 份，无票的 ${without} 份，未交回 ${missing} 份；电子票 ${ballots} 张。${slipBoxVerdictNames[box.scan.verdict]}。`,
    };
  }
  if (box.objections === 0) return null;
  return {
    tone: 'warn',
    text: `关于票码的异议 ${box.objections} 件，投票结束后、开箱前须核对票码箱。`,
  };
}

/** Which forms a state allows, in the order in which they are needed. */
function formsFor(visit: Visit, round: Round): readonly ElectronicForm[] {
  const clerk = visit.holds('clerk');
  if (!clerk && !visit.holds('chief_scrutineer', 'scrutineer')) return [];
  const paper = livesPaper(round);
  const turn = paper && clerk ? (['turn-to-paper'] as const) : [];
  switch (round.electronic?.state) {
    case 'issuing':
      return ['register-slips', ...(clerk ? (['begin-casting'] as const) : []), ...turn];
    case 'casting':
      return [
        'issue-late-slip',
        ...(paper ? (['exchange-for-slip'] as const) : []),
        'note-objection',
        ...turn,
      ];
    case 'closed':
      return ['reserve-missing', 'note-objection'];
    case 'preparing':
    case 'keyed':
    case 'slips':
    case 'sealed':
      return turn;
    default:
      return [];
  }
}

function suggested(
  round: Round,
  counts: SlipCounts | null,
  keys: KeysChapter,
): Readonly<Record<string, string>> {
  const issued = round.electronic?.issued ?? null;
  const left = (round.electronic?.made ?? 0) - (issued ?? 0) - (counts?.unissued ?? 0);
  return {
    slips_issued: issued === null ? '' : String(issued),
    reserve: String(Math.max(0, Math.min(keys.lateSlips, left))),
    missing: '0',
    missing_reason: '',
  };
}
