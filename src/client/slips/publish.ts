import { createArchive } from '../../ballot/archive/archive.ts';
import { parseCredentials } from '../../ballot/credentials-list.ts';
import { parseElection } from '../../ballot/election.ts';
import { hashJson, sha256Hex } from '../../ballot/hash.ts';
import type { PublishedSlips, ReserveSlips, SlipsSent, SlipsTaken } from '../../wire/slips.ts';
import { type Answered, callStation, type StationLink } from '../parts/station.ts';
import type { MadeSet } from './made-sets.ts';

/** Sends the public keys of a set: nothing else ever leaves. */
export function publishSet(link: StationLink, set: MadeSet): Promise<Answered<SlipsTaken>> {
  const body: SlipsSent = { actId: set.actId, credentials: set.publicKeys, spare: set.spare };
  return callStation<SlipsTaken>(link, 'POST', `${set.target.path}/slips`, body);
}

/** SHA-256 of the published list that holds exactly these slips; or what is wrong. */
export type SetCheck =
  | { readonly ok: true; readonly listHash: string }
  | { readonly ok: false; readonly message: string };

/** Downloads what was published for a set and holds it against what this page made. */
export async function checkSet(link: StationLink, set: MadeSet): Promise<SetCheck> {
  const path = `${set.target.path}/slips`;
  if (set.target.electionHash === null) {
    const answer = await callStation<ReserveSlips>(link, 'GET', path);
    if (!answer.ok) return { ok: false, message: answer.refusal.message };
    const { credentials } = answer.value;
    const wrong = whatDiffers(credentials, set.publicKeys);
    return wrong === null
      ? { ok: true, listHash: sha256Hex(credentials) }
      : { ok: false, message: wrong };
  }
  const answer = await callStation<PublishedSlips>(link, 'GET', path);
  if (!answer.ok) return { ok: false, message: answer.refusal.message };
  return checkPublished(answer.value, set.target, set.publicKeys);
}

/**
 * Whether a published set-up is the one that the slips were printed for ("Beyond Belenios", 3): the list
 * is exactly this one, without weights or duplicates; the election is the very text whose hash stands on
 * the slips; the set-up's hash is that of these texts.
 */
export function checkPublished(
  published: PublishedSlips,
  printed: { readonly uuid: string; readonly electionHash: string | null },
  publicKeys: readonly string[],
): SetCheck {
  const { election, trustees, credentials, setupHash } = published;
  const wrong = whatDiffers(credentials, publicKeys);
  if (wrong !== null) return { ok: false, message: wrong };
  const parsed = parseElection(election);
  if (
    !parsed.ok ||
    parsed.value.uuid !== printed.uuid ||
    hashJson(election) !== printed.electionHash
  ) {
    return { ok: false, message: '公布的选票内容与票码上印的不是同一份。' };
  }
  const hash = createArchive(0, { election, trustees, credentials }).lastEvent;
  return hash === setupHash
    ? { ok: true, listHash: sha256Hex(credentials) }
    : { ok: false, message: '公布的设置指纹与公布的内容对不上。' };
}

/** What is wrong with a published list, or null when it is exactly this one. */
function whatDiffers(list: string, publicKeys: readonly string[]): string | null {
  const parsed = parseCredentials(list);
  if (!parsed.ok) return '公布的票码清单格式有误。';
  if (parsed.value.some((one) => one.weight !== null)) return '公布的票码清单里有加权的票码。';
  const keys = parsed.value.map((one) => String(one.credential));
  if (new Set(keys).size !== keys.length) return '公布的票码清单里有重复的票码。';
  if (keys.length !== publicKeys.length) {
    return `公布的票码清单有 ${keys.length} 份，本机制作的是 ${publicKeys.length} 份。`;
  }
  const same = keys.every((key, index) => key === publicKeys[index]);
  return same ? null : '公布的票码清单不是本机制作的那一份。';
}
