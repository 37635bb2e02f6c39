/** S₀ (§4.11): the election's hash φ and the public credential, so that no proof serves elsewhere. */
export function startOfStatement(electionHash: string, credential: bigint): string {
  return `${electionHash}|${credential}`;
}

/** S (§4.11.1): S₀ and the texts of all ciphertexts of the answer (`ciphertextText`). */
export function statementOf(start: string, choices: readonly string[]): string {
  return `${start}|${choices.join(',')}`;
}

/** Prefix of H_iprove (§4.12) about a ciphertext, given as text. */
export function intervalPrefix(statement: string, ciphertext: string): string {
  return `prove|${statement}|${ciphertext}|`;
}

/** Prefix of H_bproof0 (§4.13.1). */
export function blankPrefix(statement: string): string {
  return `bproof0|${statement}|`;
}

/** Prefix of H_bproof1 (§4.13.1). */
export function overallBlankPrefix(statement: string): string {
  return `bproof1|${statement}|`;
}

/** The totals that an interval proof goes through: min, …, max. */
export function interval(min: number, max: number): number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}
