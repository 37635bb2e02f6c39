import { chapterNames, chapterSince, chapterTitles, usesElectronic } from '../document.ts';
import { articleWriter, type WritePart } from './article.ts';

const article = articleWriter('附则', 'vote');

/** 附则: local additions, what is not regulated, how the sheet may change, when it takes effect. */
export const closingPart: WritePart = (document) => {
  const lines = (document.vote?.otherProvisions ?? '').split('\n').filter((line) => line !== '');
  const onPaper = document.vote !== undefined && !usesElectronic(document.vote);
  const missing = chapterNames.filter(
    (name) =>
      document[name] === undefined &&
      !(name === 'keys' && onPaper) &&
      // What its version could not regulate: the sheet is read out as it always was.
      chapterSince[name] <= document.schemaVersion,
  );
  const titles = missing.map((name) => chapterTitles[name]).join('、');
  const unregulated = `本办法对${titles}未作规定，依照有关法律、法规和议事规则办理。`;
  return [
    ...lines.map((line) => article(['otherProvisions'], line.trim())),
    ...(missing.length === 0 ? [] : [article([], unregulated)]),
    article(
      [],
      '本办法在大会通过以前可以修改，每次修改后，已经印制的选票一律作废，清点、记录后销毁；通过以后，由大会另作决定方可修改；选票或者票码发出以后，不得修改。',
    ),
    article([], '本办法自大会通过之日起施行。'),
  ];
};
