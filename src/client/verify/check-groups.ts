import type { FailureCode } from '../../ballot/verify/failure.ts';

/** What a group of checks has to be able to read before it can say anything. */
export type Need =
  | 'archive'
  /** An election of this system, not other people's. */
  | 'ours'
  | 'setup'
  | 'election'
  | 'trustees'
  | 'slips'
  | 'fingerprint'
  | 'closed'
  | 'tally'
  | 'shares'
  | 'result';

/** One check of the verifier as a reader who is no mathematician sees it. */
export interface CheckGroup {
  readonly id: GroupId;
  readonly title: string;
  /** What it proves when it holds. */
  readonly proves: string;
  /** What it proves of other people's elections, where that is less. */
  readonly provesPlain?: string;
  /** What it would mean if it did not hold. */
  readonly otherwise: string;
  readonly needs: readonly Need[];
  readonly codes: readonly FailureCode[];
}

/** Names of the groups, in the order in which the verifier works (`src/ballot/verify`). */
export type GroupId =
  | 'container'
  | 'chain'
  | 'order'
  | 'fingerprint'
  | 'questions'
  | 'keys'
  | 'slips'
  | 'ballots'
  | 'list'
  | 'tally'
  | 'shares'
  | 'result';

/**
 * The twelve checks. Codes about the form of a record (`not-json` and the like) stand in no group: they
 * belong to the check that reads the record.
 */
export const checkGroups: readonly CheckGroup[] = [
  {
    id: 'container',
    title: '档案完整',
    proves: '每条记录的名称就是它内容的散列值，逐条重算都相符；没有多写、少写或重复的内容。',
    otherwise: '文件下载不完整，或者有人改过其中的内容。',
    needs: [],
    codes: [
      'not-an-archive',
      'archive-block',
      'header-record',
      'record-name',
      'record-hash',
      'record-repeated',
      'record-text',
    ],
  },
  {
    id: 'chain',
    title: '事件链相连',
    proves: '每个事件都写着前一个事件的散列值，中间不能插入、抽掉或调换；没有夹带别的记录。',
    otherwise: '有人在链条中间插入、抽掉或调换了内容。',
    needs: ['archive'],
    codes: ['chain-parent', 'chain-height', 'chain-payload', 'foreign-record'],
  },
  {
    id: 'order',
    title: '先后顺序',
    proves: '先设置，再收票，然后封箱、合计、开箱、公布结果；封箱之后没有再收票，一步都不缺。',
    otherwise: '缺了规定的步骤，或者封箱以后还有选票放进去。',
    needs: ['archive'],
    codes: [
      'event-order',
      'event-missing-setup',
      'event-missing-end',
      'event-missing-tally',
      'event-missing-result',
    ],
  },
  {
    id: 'fingerprint',
    title: '就是会场确认的那一轮',
    proves: '档案的设置与会场宣读的十二个字相符：题目、监票密钥和票码名单都没有被换过。',
    otherwise: '这不是会场确认的那一轮投票，可能有人换了密钥或名单。',
    needs: ['setup', 'fingerprint'],
    codes: ['fingerprint-differs', 'fingerprint-unreadable'],
  },
  {
    id: 'questions',
    title: '题目写法',
    proves: '每道题只有一种弃权办法，弃权都会计入。',
    otherwise: '有的弃权不会被计入。',
    needs: ['election', 'ours'],
    codes: ['question-abstains-twice'],
  },
  {
    id: 'keys',
    title: '监票密钥',
    proves:
      '每把钥匙的持有人都证明自己知道私钥；选票用的公钥正好是全部钥匙的乘积，没有谁能单独开箱。',
    provesPlain:
      '每把钥匙的持有人都证明自己知道私钥；选票用的公钥正好是全部钥匙的乘积。几个人能开箱由对方规定。',
    otherwise: '可能有一把不属于监票人的钥匙，或者一个人就能开箱。',
    needs: ['election', 'trustees'],
    codes: [
      'election-key',
      'trustees-none',
      'trustee-key',
      'trustee-key-repeated',
      'threshold-weak',
      'threshold-certificate',
      'threshold-coefficients',
      'threshold-verification-key',
      'threshold-key-signature',
    ],
  },
  {
    id: 'slips',
    title: '票码名单',
    proves: '每个票码只列一次，都合规定，没有一个票码顶几票；名单按大小排列，看不出制作先后。',
    provesPlain: '每个票码只列一次，都在规定的群内。一个票码可以按对方的规定顶几票。',
    otherwise: '有人可能多投，或者名单泄露了票码的先后。',
    needs: ['election', 'slips'],
    codes: ['slip-not-in-group', 'slip-repeated', 'slips-unsorted', 'slip-weight'],
  },
  {
    id: 'ballots',
    title: '每张选票',
    proves: '每张选票都由票码签名，并证明所选的数目合乎规定、每项至多算一票。证明不透露选了什么。',
    otherwise: '有选票被改动，或者有选票多算。',
    needs: ['election'],
    codes: [
      'ballot-of-another-election',
      'credential-not-in-group',
      'signature-hash',
      'signature-proof',
      'choice-not-in-group',
      'individual-proof',
      'overall-proof',
      'blank-proof',
    ],
  },
  {
    id: 'list',
    title: '一码一票',
    proves: '每张选票的票码都在名单里，一个票码只投一张；选票按核对码排列，看不出谁先谁后。',
    provesPlain: '每张选票的票码都在名单里；改投的只计最后一张。',
    otherwise: '有名单之外的选票，或者有人投了两张，或者泄露了先后。',
    needs: ['election', 'slips'],
    codes: [
      'credential-unknown',
      'credential-twice',
      'ballots-unsorted',
      'ballots-more-than-slips',
    ],
  },
  {
    id: 'tally',
    title: '密文合计',
    proves: '本页把全部选票重新相乘，与档案里的合计完全相同；公布的票数与选票张数相同。',
    otherwise: '有选票没有计入，或者计了两次，或者合计被换过。',
    needs: ['election', 'slips', 'tally'],
    codes: ['tally-differs', 'num-tallied', 'total-weight'],
  },
  {
    id: 'shares',
    title: '开箱的份额',
    proves: '每一份都由它的钥匙对着这个合计算出，并有强证明，谁也不能拿另一个数来顶替。',
    provesPlain: '每一份都有 Belenios 规定的证明；没有强证明时，总数只有较弱的证明。',
    otherwise: '总数可能是伪造的。',
    needs: ['election', 'trustees', 'shares'],
    codes: [
      'owner-unknown',
      'owner-twice',
      'factor-not-in-group',
      'decryption-proof',
      'strong-proof',
      'strong-proof-missing',
      'strong-proof-foreign',
    ],
  },
  {
    id: 'result',
    title: '计票结果',
    proves: '本页用这些份额自己打开合计，得到的数与公布的结果相同；换哪几位监票人来开都一样。',
    otherwise: '公布的结果不是选票的总数。',
    needs: ['election', 'trustees', 'result'],
    codes: ['share-missing', 'shares-disagree', 'result-differs', 'result-unreachable'],
  },
];
