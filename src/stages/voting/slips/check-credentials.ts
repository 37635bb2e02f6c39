import type { Group } from '../../../ballot/group/group.ts';
import { createGroup } from '../../../ballot/group/group.ts';
import { mostSlips } from '../../../rules/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../../../rules/refusals.ts';
import { createOpensslExponentiate } from '../exponentiate/openssl.ts';

let shared: Group | null = null;

/** The group, exponentiating by OpenSSL; made when the first slips come. */
function fastGroup(): Group {
  shared ??= createGroup(createOpensslExponentiate());
  return shared;
}

const decimal = /^[1-9][0-9]{0,616}$/;

const damaged: Refusal = {
  code: 'slips-not-keys',
  message: '发送的公钥有误，票码没有公布。请在票码页重新制作，已印的全部作废销毁。',
};

/**
 * Reads the public keys of new slips: as many as a congress can have, canonical decimals in ascending
 * order without repetition, every one an element of the group (specification §4.8).
 *
 * Refuses, in order, with `slips-too-many`, `slips-not-keys`, `slips-not-sorted` (their order could tell
 * the order of making; equal ones would be two slips of one key).
 */
export function readNewCredentials(credentials: readonly string[]): Result<readonly bigint[]> {
  if (credentials.length === 0 || credentials.length > mostSlips) {
    return refuse({
      code: 'slips-too-many',
      message: `票码应为 1 到 ${mostSlips} 份。请核对份数。`,
    });
  }
  if (!credentials.every((text) => decimal.test(text))) return refuse(damaged);
  const keys = credentials.map(BigInt);
  const group = fastGroup();
  if (!keys.every((key) => key !== 1n && group.isMember(key))) return refuse(damaged);
  const ascending = keys.every((key, index) => index === 0 || key > (keys[index - 1] ?? key));
  if (ascending) return ok(keys);
  return refuse({
    code: 'slips-not-sorted',
    message: '发送的公钥没有按大小排列，或者有重复，票码没有公布。请用本程序的票码页重新制作。',
  });
}
