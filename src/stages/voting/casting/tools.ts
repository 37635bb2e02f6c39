import type { BallotDependencies, Dependencies } from '../../../web/dependencies.ts';
import { openKeyVault } from '../key-vault.ts';
import type { CastingTools } from './cast-ballot.ts';
import { openReceiptSigner } from './receipt-signer.ts';

/** One set for each running site: the receipts' keys that were read stay in memory with it. */
const toolsOf = new WeakMap<BallotDependencies, CastingTools>();

/** What casting works with on this site. */
export function castingTools({ ballot }: Dependencies): CastingTools {
  const known = toolsOf.get(ballot);
  if (known !== undefined) return known;
  const vault = openKeyVault(ballot.keyFolder, ballot.keyCopyFolder);
  const made = { verify: ballot.verifyBallot, receipts: openReceiptSigner(vault) };
  toolsOf.set(ballot, made);
  return made;
}
