/** The checks of a bundle, in the order in which they are made. */
export type CheckId =
  | 'container'
  | 'files'
  | 'signature'
  | 'trail'
  | 'records'
  | 'baselines'
  | 'outcomes'
  | 'lookbacks'
  | 'review'
  | 'complete'
  | 'archives';

/** Something that does not hold, with its place: a path in the bundle, and the line or field in it. */
export interface BundleFailure {
  readonly check: CheckId;
  readonly place: string;
  readonly message: string;
}

/** Makes the failures of one check, each at its place. */
export function failuresOf(check: CheckId): (place: string, message: string) => BundleFailure {
  return (place, message) => ({ check, place, message });
}

/** One check as a reader who is no mathematician sees it. */
export interface BundleCheck {
  readonly id: CheckId;
  readonly title: string;
  /** How it is made, and what it proves when it holds. */
  readonly proves: string;
  /** What it would mean if it did not hold. */
  readonly otherwise: string;
}

export const bundleChecks: readonly BundleCheck[] = [
  {
    id: 'container',
    title: '压缩包原样',
    proves: '把里面的文件重新装成压缩包，与您手里的一字节不差：没有夹带，也没有改动。',
    otherwise: '下载不完整、被改动，或者有人解开后重新压缩过。',
  },
  {
    id: 'files',
    title: '每个文件都在，都没有变',
    proves: '目录列出的文件一个不少、一个不多，逐个重算字节数和 SHA-256，都相符。',
    otherwise: '有文件被改动、抽走或塞进来。',
  },
  {
    id: 'signature',
    title: '签名',
    proves: '目录由包里写明的 Ed25519 钥匙签名。把钥匙与单位公示的核对，就知道确实由这个系统签发。',
    otherwise: '目录被改动，或者不是由这把钥匙签发的。',
  },
  {
    id: 'trail',
    title: '留痕链',
    proves:
      '从第一条到最后一条，每条都写着前一条的指纹；公开的各条逐条重算指纹；末尾就是目录和报告单写明的那一条。',
    otherwise: '有留痕被插入、抽走、调换或改动，或者末尾被截去。',
  },
  {
    id: 'records',
    title: '各版本的内容指纹',
    proves:
      '候选项目、名单、票决办法、项目文本、报告单和文件逐个重算，都与写明的指纹相同，互相指得上。',
    otherwise: '某个版本的内容与它当时的指纹不符。',
  },
  {
    id: 'baselines',
    title: '项目就是当时票决的那个',
    proves:
      '每个正式项目的第一版与表决文本逐字相同；那个文本在封存名单里，报告单写着它的指纹，并且获得通过；表决内容后来的变动都有决定。',
    otherwise: '有项目的内容与票决时不同，或者没有票决过。',
  },
  {
    id: 'outcomes',
    title: '结果由数字得出',
    proves:
      '用公布的数字和会议通过的票决办法重新计算每一轮票决和测评，门槛、名次、是否通过、同票的确定、测评结论、会议的决定都与公布的相同。',
    otherwise: '公布的结果与公布的数字不符，或者没有照票决办法计算。',
  },
  {
    id: 'lookbacks',
    title: '回头看没有挑着看',
    proves:
      '抽样范围与先公布的散列值相符，用种子重抽一遍得出同样的项目；报告写的现场、走访、清单和问题与记录相同。',
    otherwise: '抽样被人挑过，或者报告与核查的记录不同。',
  },
  {
    id: 'review',
    title: '意见、整改走到哪一步',
    proves: '每条意见、每项整改现在的状态都由交办、答复、复查的经过得出；复查的不是答复的人。',
    otherwise: '有的状态没有经过，或者自己复查自己。',
  },
  {
    id: 'complete',
    title: '公布过的一条不少',
    proves:
      '留痕里写明已经公布的计划、进度、照片、调整、公告、报告单、项目，包里都有，指纹相同。代表本人办的各步只有位置，不能这样对照。',
    otherwise: '公布过的内容有一部分被抽走，或者换过。',
  },
  {
    id: 'archives',
    title: '选票档案',
    proves: '每份选票档案连同强证明用核验程序完整核验一遍，设置指纹和总数与报告单相同。',
    otherwise: '电子票的档案不完整、被改动，或者与报告单不符。',
  },
];

/** How a check came out. `not-done`: it could not be made, which is never a pass. */
export type BundleStanding = 'holds' | 'fails' | 'not-done';

/** A check with what was found. */
export interface JudgedCheck extends BundleCheck {
  readonly standing: BundleStanding;
  /** What it was made on, such as “12 个文件”; why it was not made. */
  readonly note: string;
  readonly failures: readonly BundleFailure[];
}

/** Everything that a verification found. */
export interface BundleReport {
  readonly congress: string | null;
  readonly year: number | null;
  readonly publicKey: string | null;
  readonly head: { readonly sequence: number; readonly hash: string } | null;
  readonly checks: readonly JudgedCheck[];
  readonly failures: readonly BundleFailure[];
}
