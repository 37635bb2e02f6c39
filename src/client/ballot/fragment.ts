/** What the part of the address behind # says: never sent to a server, and taken out at once. */
export interface Fragment {
  /** The fifteen characters as the code brought them; null in a code without the secret. */
  readonly slip: string | null;
  /** φ, the hash of the election; null on slips that were made before its questions. */
  readonly electionHash: string | null;
}

/** Reads a fragment (`c=…&e=…`), with or without its #. What does not belong there is ignored. */
export function readFragment(text: string): Fragment {
  const parts = new Map<string, string>();
  for (const part of text.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=');
    if (at > 0) parts.set(part.slice(0, at), decode(part.slice(at + 1)));
  }
  const hash = parts.get('e') ?? '';
  return {
    slip: parts.get('c') ?? null,
    electionHash: /^[A-Za-z0-9+/]{43}$/.test(hash) ? hash : null,
  };
}

/** Not as a form: a plus is a plus, because hashes hold some. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The round that a slip's address names (`/b/UUID`), or null when it is another address. */
export function readSlipAddress(text: string): { uuid: string; fragment: Fragment } | null {
  const match = /^https?:\/\/[^/#?\s]+\/b\/([1-9A-HJ-NP-Za-km-z]{14})(?:#(.*))?$/.exec(text.trim());
  if (match === null) return null;
  return { uuid: match[1] ?? '', fragment: readFragment(match[2] ?? '') };
}
