import type {
  FollowUpChapter,
  KeysChapter,
  Level,
  SatisfactionChapter,
  VoteChapter,
} from '../document.ts';
import { type Check, refused, warned } from './finding.ts';

const announcers: Readonly<Record<Level, readonly VoteChapter['announcement'][]>> = {
  city: ['standing-committee', 'presidium'],
  county: ['standing-committee', 'presidium'],
  township: ['presidium'],
  street: ['working-committee'],
};

const announcedByNobody: Check<VoteChapter> = ({ announcement }, document) =>
  announcers[document.level].includes(announcement)
    ? null
    : refused(
        'vote.announcement',
        'no-such-announcer',
        '这一层级没有这样的公告：乡镇用主席团公告，县级以上用常委会公告或者主席团公告，街道用人大街道工委公告。',
      );

const lateAnnouncement: Check<VoteChapter> = ({ announcementDays }) =>
  announcementDays > 7
    ? warned(
        'vote.announcementDays',
        'late-announcement',
        `宣布后${announcementDays}日内才公告，超过7日，难以说是“及时”公布。`,
      )
    : null;

const unsignedReport: Check<VoteChapter> = ({ signers }) =>
  signers === 'chief'
    ? warned(
        'vote.signers',
        'chief-signs-alone',
        '报告单只由总监票人一人签名：《选举法》第四十三条的做法是由监票人签字，请确认。',
      )
    : null;

/** Checks of the pages 监票与计票 and 结果公布与其他. */
export const resultChecks: readonly Check<VoteChapter>[] = [
  unsignedReport,
  announcedByNobody,
  lateAnnouncement,
];

const lowThreshold: Check<KeysChapter> = ({ keyThreshold }) =>
  keyThreshold < 2
    ? refused('keys.keyThreshold', 'one-key-opens', '一个人不能单独开箱：开箱至少须两名监票人。')
    : null;

const fewHolders: Check<KeysChapter> = ({ keyThreshold, keyHolders }) => {
  const least = 2 * keyThreshold - 1;
  if (keyHolders >= least) return null;
  const message = `${keyThreshold}名监票人同时开箱，持钥匙的至少要${least}名，现在是${keyHolders}名：请增加持钥匙的人数，或者减少开箱人数。`;
  return refused('keys.keyHolders', 'too-few-key-holders', message);
};

const smallChannel: Check<KeysChapter> = ({ smallestChannel }) =>
  smallestChannel < 10
    ? warned(
        'keys.smallestChannel',
        'small-channel',
        `一种方式有${smallestChannel}张票就开箱：少于10张时，从合计中可能看出个人意见。`,
      )
    : null;

/** Checks of the page 电子票决. */
export const keysChecks: readonly Check<KeysChapter>[] = [lowThreshold, fewHolders, smallChannel];

const testedByNobody: Check<SatisfactionChapter> = ({ testedBy }, document) =>
  testedBy === 'standing-committee' && document.level === 'township'
    ? refused(
        'satisfaction.testedBy',
        'no-standing-committee',
        '乡镇没有常务委员会，请改为由全体会议测评。',
      )
    : null;

/** Checks of the page 满意度测评. */
export const satisfactionChecks: readonly Check<SatisfactionChapter>[] = [testedByNobody];

const shortSolicitation: Check<FollowUpChapter> = ({ solicitationDays }) =>
  solicitationDays < 30
    ? warned(
        'followUp.solicitationDays',
        'short-solicitation',
        `征集期限${solicitationDays}日，少于多地规定的30日，群众可能来不及知道。`,
      )
    : null;

const latePublication: Check<FollowUpChapter> = ({ publicationWorkingDays }) =>
  publicationWorkingDays > 20
    ? refused(
        'followUp.publicationWorkingDays',
        'publication-later-than-law',
        '公开期限超过20个工作日：《政府信息公开条例》第二十六条规定不得超过20个工作日，请改小。',
      )
    : null;

const marksOutOfOrder: Check<FollowUpChapter> = (chapter) => {
  const { redBelow, orangeBelow, yellowBelow, progressMarks } = chapter;
  const five = progressMarks === 'five';
  const ascending = five
    ? redBelow < orangeBelow && orangeBelow < yellowBelow
    : redBelow < yellowBelow;
  if (ascending) return null;
  const names = five ? '红、橙、黄' : '红、黄';
  const message = `进度标识的界限应按${names}依次增大，请改正。`;
  return refused('followUp.yellowBelow', 'marks-out-of-order', message);
};

const decidedByNobody: Check<FollowUpChapter> = ({ adjustmentDecidedBy }, document) =>
  adjustmentDecidedBy === 'standing-committee' && document.level === 'township'
    ? refused(
        'followUp.adjustmentDecidedBy',
        'no-standing-committee',
        '乡镇没有常务委员会：重大调整、暂停或者终止请改为由人民代表大会决定。',
      )
    : null;

/** Checks of the page 征集、公开与督办. */
export const followUpChecks: readonly Check<FollowUpChapter>[] = [
  shortSolicitation,
  latePublication,
  marksOutOfOrder,
  decidedByNobody,
];
