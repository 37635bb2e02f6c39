import { usesElectronic, type VoteChapter } from '../document.ts';
import { type Check, refused, warned } from './finding.ts';

const placesMissing: Check<VoteChapter> = ({ places }, { scope }) =>
  places === null && scope === 'meeting'
    ? refused('vote.places', 'places-missing', '本次会议的办法必须写明应选项目数，请填写。')
    : null;

const candidatesMissing: Check<VoteChapter> = ({ candidates }, { scope }) =>
  candidates === null && scope === 'meeting'
    ? refused('vote.candidates', 'candidates-missing', '本次会议的办法必须写明候选项目数，请填写。')
    : null;

const noSurplus: Check<VoteChapter> = ({ places, candidates, noSurplusReason }) => {
  if (places === null || candidates === null || candidates > places) return null;
  const figures = `候选项目${candidates}项，应选项目${places}项，没有差额`;
  if (noSurplusReason === '') {
    const message = `${figures}：请增加候选项目、减少应选项目，或者写明不设差额的理由（理由会印在办法上）。`;
    return refused('vote.noSurplusReason', 'no-surplus-without-reason', message);
  }
  const message = `${figures}：理由会印在办法上，并列入形式主义风险提示。`;
  return warned('vote.candidates', 'no-surplus', message);
};

const smallSurplus: Check<VoteChapter> = ({ places, candidates, leastSurplus }) => {
  if (places === null || candidates === null || candidates <= places) return null;
  const surplus = candidates - places;
  if (surplus * 100 >= leastSurplus * places) return null;
  const share = Math.floor((surplus * 1000) / places) / 10;
  const message = `差额${surplus}项，是应选项目数的${share}%，低于${leastSurplus}%：建议增加候选项目。`;
  return warned('vote.candidates', 'small-surplus', message);
};

const lowSurplusRule: Check<VoteChapter> = ({ leastSurplus }) =>
  leastSurplus < 20
    ? warned(
        'vote.leastSurplus',
        'low-surplus-rule',
        `最低差额比例定为${leastSurplus}%，低于常见的20%：差额过小时将不再提醒。`,
      )
    : null;

const keysMissing: Check<VoteChapter> = (vote, { keys }) =>
  usesElectronic(vote) && keys === undefined
    ? refused(
        'regulated.keys',
        'keys-not-regulated',
        '使用电子选票，就必须规定钥匙与票码：请填写“电子票决”一页，或者改为纸质选票。',
      )
    : null;

const streetRecommends: Check<VoteChapter> = (_vote, { level }) =>
  level === 'street'
    ? warned(
        'vote.term',
        'street-recommends',
        '街道没有人民代表大会，表决结果只是建议，办法和公告都会写明。',
      )
    : null;

/** Checks of the page 应选与候选. */
export const placesChecks: readonly Check<VoteChapter>[] = [
  placesMissing,
  candidatesMissing,
  noSurplus,
  smallSurplus,
  lowSurplusRule,
  keysMissing,
  streetRecommends,
];
