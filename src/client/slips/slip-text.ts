import { type CredentialProblem, readCredential } from '../../ballot/credential.ts';

/** What the QR code of a slip says besides its round. */
export interface SlipCode {
  /** The fifteen characters with their dashes; null where the rule sheet keeps them out of the code. */
  readonly credential: string | null;
  /** φ; null for slips of a reserve round, whose questions are not known yet. */
  readonly electionHash: string | null;
}

/**
 * The text of a slip's QR code: the address of the ballot with everything secret in the fragment, which
 * no browser sends ("Beyond Belenios", 8).
 */
export function slipAddress(origin: string, uuid: string, code: SlipCode): string {
  const parts = [
    ...(code.credential === null ? [] : [`c=${code.credential}`]),
    ...(code.electionHash === null ? [] : [`e=${encodeURIComponent(code.electionHash)}`]),
  ];
  return `${origin}/b/${uuid}${parts.length === 0 ? '' : `#${parts.join('&')}`}`;
}

/** A slip that was scanned or typed, or the sentence that says why it is none. */
export type SlipReading =
  | { readonly ok: true; readonly credential: string }
  | { readonly ok: false; readonly message: string };

const problems: Readonly<Record<CredentialProblem, string>> = {
  'credential-length': '不是 15 个字符，请重新输入。',
  'credential-character': '有票码里不会出现的字符（没有 0、O、I、l），请重新输入。',
  'credential-checksum': '输入有误，核对不上，请逐个字符检查（分大小写）。',
};

/** Reads what a scanner or a hand brought for a round: the whole address of a QR code, or the characters. */
export function readSlip(text: string, uuid: string): SlipReading {
  const address = /\/b\/([1-9A-HJ-NP-Za-km-z]{14})(?:#(.*))?$/.exec(text.normalize('NFKC').trim());
  if (address !== null) {
    if (address[1] !== uuid) {
      return { ok: false, message: '这是另一轮的票码，请分开放，没有登记。' };
    }
    const secret = (address[2] ?? '').split('&').find((part) => part.startsWith('c='));
    if (secret === undefined) {
      return { ok: false, message: '这个二维码不含密码，请输入票码上的 15 个字符。' };
    }
    return readTyped(secret.slice(2));
  }
  return readTyped(text);
}

function readTyped(text: string): SlipReading {
  const reading = readCredential(text);
  return reading.ok
    ? { ok: true, credential: reading.credential }
    : { ok: false, message: problems[reading.problem] };
}
