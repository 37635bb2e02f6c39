/** Somebody of the counting staff, and whether the report carries their name in some way. */
export interface Signer {
  readonly personId: string;
  readonly name: string;
  readonly role: 'chief_scrutineer' | 'scrutineer' | 'teller';
  readonly signature: {
    readonly way: 'code' | 'hand' | 'refused' | 'absent';
    readonly reason: string | null;
    /** A signature by hand counts once a second person confirmed the scan. */
    readonly confirmed: boolean;
  } | null;
}

/** Whom the rule sheet asks to sign, and whether a minuted refusal or absence may stand. */
export interface SigningRule {
  readonly signers: 'chief-scrutineers-tellers' | 'chief-scrutineers' | 'chief';
  readonly missing: 'minuted' | 'blocks';
}

/** What is still missing before a report counts as signed. */
export interface SigningState {
  readonly complete: boolean;
  readonly waitingFor: readonly Signer[];
  /** A sentence for the page: whom we wait for, or that it is complete. */
  readonly sentence: string;
}

const asked: Readonly<Record<SigningRule['signers'], readonly Signer['role'][]>> = {
  'chief-scrutineers-tellers': ['chief_scrutineer', 'scrutineer', 'teller'],
  'chief-scrutineers': ['chief_scrutineer', 'scrutineer'],
  chief: ['chief_scrutineer'],
};

/** The signers whom the rule sheet asks, the chief scrutineer first. */
function askedSigners(rule: SigningRule, staff: readonly Signer[]): readonly Signer[] {
  const order = asked[rule.signers];
  return staff
    .filter((signer) => order.includes(signer.role))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

/**
 * Decides whether a report is signed (rules.md, "who signs the count report"): the chief scrutineer
 * always signs in person; another's refusal or absence, minuted with its reason, does not block
 * unless the sheet says so.
 */
export function signingState(rule: SigningRule, staff: readonly Signer[]): SigningState {
  const waitingFor = askedSigners(rule, staff).filter((signer) => !stands(rule, signer));
  const names = waitingFor.map((signer) => signer.name).join('、');
  return {
    complete: waitingFor.length === 0,
    waitingFor,
    sentence:
      waitingFor.length === 0
        ? '应签字人员已全部签字或记明原因，可以宣布。'
        : `还差 ${waitingFor.length} 人签字：${names}。没有签字的报告单不能宣布。`,
  };
}

function stands(rule: SigningRule, signer: Signer): boolean {
  const { signature } = signer;
  if (signature === null) return false;
  if (signature.way === 'code') return true;
  if (signature.way === 'hand') return signature.confirmed;
  return rule.missing === 'minuted' && signer.role !== 'chief_scrutineer';
}
