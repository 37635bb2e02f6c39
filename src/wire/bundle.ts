/**
 * The format of the auditor's bundle (审计资料包): what the server writes and the offline page and the
 * command read. A zip of stored files in the order of their names; every JSON file is one canonical
 * JSON value, every `.jsonl` file one canonical JSON value a line.
 */

/** Names of the files that every bundle has. */
export const bundleNames = {
  readme: '说明.txt',
  manifest: 'manifest.json',
  signature: 'manifest.signature.json',
  trail: 'trail/entries.jsonl',
} as const;

/** Folders of the files that a bundle may have any number of. */
export const bundleFolders = {
  /** Rows of the public record, one file a kind. */
  record: 'record/',
  /** One announced round a file: announcements, reports, the figures that decide it. */
  results: 'results/',
  /** Ballot archives with strong proofs beside them. */
  archives: 'archives/',
  /** Published papers and photos, named by their SHA-256. */
  papers: 'papers/',
} as const;

/** One file of the list; its place is the path inside the zip. */
export interface BundleFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `manifest.json`: everything that the bundle holds but itself and its signature. */
export interface BundleManifest {
  readonly format: 1;
  readonly congress: { readonly id: string; readonly name: string };
  readonly year: number;
  /** The last entry of the congress's trail when the bundle was made; null before the first one. */
  readonly trailHead: { readonly sequence: number; readonly hash: string } | null;
  readonly files: readonly BundleFile[];
}

/**
 * `manifest.signature.json`: Ed25519 (RFC 8032) over the bytes of `manifest.json`, key and signature in
 * lower-case hexadecimal.
 */
export interface BundleSignature {
  readonly algorithm: 'Ed25519';
  readonly publicKey: string;
  readonly signature: string;
}

/** An entry of the trail whose content is not public: its place in the chain alone. */
export interface ClosedEntry {
  readonly sequence: number;
  readonly previous_hash: string;
  readonly hash: string;
}
