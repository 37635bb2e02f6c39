/** One kind of event that the trail can hold. */
export interface EventDefinition {
  /** Who does it, in words for the auditor. */
  readonly who: string;
  /**
   * The plain Chinese sentence that the auditor reads. `{name}` is filled from the detail of the
   * entry; once the detail is erased by law it reads （已依法删除）.
   */
  readonly sentence: string;
  /** When it is written, in English, for the generated document. */
  readonly when: string;
}

/** Keeps the literal codes of a catalogue while checking its shape. */
export function defineEvents<Code extends string>(
  events: Readonly<Record<Code, EventDefinition>>,
): Readonly<Record<Code, EventDefinition>> {
  return events;
}
