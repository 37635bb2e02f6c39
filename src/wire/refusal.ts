/** What the ballot site answers to a page when it refuses: a stable code and a Chinese sentence. */
export interface WireRefusal {
  readonly code: string;
  readonly message: string;
}
