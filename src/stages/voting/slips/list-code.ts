import { fingerprintOf, groupFingerprint } from '../../../ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../../ballot/hash.ts';

/**
 * The list code (清单码) of slips: twelve characters for the hash of the published list, as the chief's
 * cover sheet prints it. It joins slips that were made ahead to the set-up that later takes them up.
 */
export function listCodeOf(credentialsJson: string): string {
  return groupFingerprint(fingerprintOf(sha256Hex(credentialsJson)));
}
