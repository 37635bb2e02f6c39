import { pinyin } from 'pinyin-pro';

/** Most readings that one name is indexed by; a name of four ambiguous characters has more. */
const mostReadings = 64;

/** Characters of names that the dictionary does not read. */
const rareReadings: ReadonlyMap<string, readonly string[]> = new Map([['𠮷', ['ji']]]);

/** The characters of a name that can be read aloud: no spaces, no · between the parts of a name. */
function lettersOf(name: string): readonly string[] {
  return [...name.normalize('NFC').replace(/[\s·•‧∙⋅・･．.'’-]/gu, '')];
}

function readingsOf(character: string): readonly string[] {
  const rare = rareReadings.get(character);
  if (rare !== undefined) return rare;
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
  const known = readings.filter((one) => /^[a-zü]+$/.test(one)).map((one) => one.replace('ü', 'v'));
  return known.length === 0 ? [character.toLowerCase()] : [...new Set(known)];
}

/** Every way to read the characters in a row, taking one reading of each. */
function joinReadings(characters: readonly (readonly string[])[]): readonly string[] {
  let joined: readonly string[] = [''];
  for (const readings of characters) {
    joined = joined
      .flatMap((before) => readings.map((one) => `${before}${one}`))
      .slice(0, mostReadings);
  }
  return joined;
}

/**
 * Everything that a name may be searched by in pinyin: the whole reading and its initials, for every
 * reading of every character (单 is shan, dan or chan). Characters that no dictionary knows stand for
 * themselves.
 */
export function nameIndex(name: string): string[] {
  const readings = lettersOf(name).map(readingsOf);
  const initials = readings.map((several) => [...new Set(several.map((one) => [...one][0] ?? ''))]);
  return [...new Set([...joinReadings(readings), ...joinReadings(initials)])];
}

/** Whether a search means this name: a part of the name itself, or the beginning of a reading. */
export function matchesName(
  query: string,
  person: { readonly name: string; readonly nameIndex: readonly string[] },
): boolean {
  const wanted = lettersOf(query).join('').toLowerCase();
  if (wanted === '') return true;
  if (lettersOf(person.name).join('').toLowerCase().includes(wanted)) return true;
  const reading = wanted.replace(/ü/g, 'v');
  return person.nameIndex.some((one) => one.startsWith(reading));
}
