import { pinyin } from 'pinyin-pro';

/** Most readings that one name is indexed by; a name of four ambiguous characters has more. */
const mostReadings = 32;

/** The characters of a name that can be read aloud: no spaces, no · between the parts of a name. */
function lettersOf(name: string): readonly string[] {
  return [...name.normalize('NFC').replace(/[\s··•．.]/gu, '')];
}

function readingsOf(character: string): readonly string[] {
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
  const known = readings.filter((one) => /^[a-zü]+$/.test(one)).map((one) => one.replace('ü', 'v'));
  return known.length === 0 ? [character.toLowerCase()] : [...new Set(known)];
}

/**
 * Everything that a name may be searched by in pinyin: the whole reading and its initials, for every
 * reading of every character (单 is shan, dan or chan). Characters that no dictionary knows stand for
 * themselves.
 */
export function nameIndex(name: string): string[] {
  let readings: (readonly string[])[] = [[]];
  for (const character of lettersOf(name)) {
    readings = readings
      .flatMap((before) => readingsOf(character).map((one) => [...before, one]))
      .slice(0, mostReadings);
  }
  const whole = readings.map((parts) => parts.join(''));
  const initials = readings.map((parts) => parts.map((part) => [...part][0] ?? '').join(''));
  return [...new Set([...whole, ...initials])];
}

/** Whether a search means this name: a part of the name itself, or the beginning of a reading. */
export function matchesName(
  query: string,
  person: { readonly name: string; readonly nameIndex: readonly string[] },
): boolean {
  const wanted = lettersOf(query).join('').toLowerCase();
  if (wanted === '') return true;
  if (lettersOf(person.name).join('').toLowerCase().includes(wanted)) return true;
  return person.nameIndex.some((reading) => reading.startsWith(wanted));
}
