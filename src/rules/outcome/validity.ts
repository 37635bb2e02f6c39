import { type MeetingBody, quorumOf } from '../quorum.ts';
import {
  type ChannelFigures,
  channelInWords,
  type Figure,
  type Statement,
  sumFigures,
  type VoteInput,
} from './input.ts';

/** Whether the round binds. Null: a figure that decides it is unpublished. */
export interface Validity {
  readonly valid: boolean | null;
  readonly reasons: readonly Statement[];
}

/** What tells whether a round binds, be it a vote or a test. */
export interface HeldRound extends Pick<VoteInput, 'due' | 'present' | 'quorum' | 'channels'> {
  /** Whose round it is; the congress's where it is not said. A committee's quorum is the law's. */
  readonly body?: MeetingBody;
}

/** One check: it holds, it fails, or its figures are unknown. */
interface Check extends Statement {
  readonly holds: boolean | null;
}

/**
 * Decides whether a round is valid: quorum (地方组织法 Art. 14), papers returned not above papers
 * issued in any channel, papers issued not above deputies present (选举法 Art. 44, borrowed). One
 * failed check is enough for void, whatever is unknown besides; every check leaves its reason.
 */
export function judgeValidity(input: HeldRound): Validity {
  const checks = [checkQuorum(input), ...input.channels.flatMap(checkReturned(input))];
  checks.push(...checkIssued(input));
  const results = checks.map((check) => check.holds);
  const valid = results.includes(false) ? false : results.includes(null) ? null : true;
  const shown = valid === false ? checks.filter((check) => check.holds === false) : checks;
  return { valid, reasons: shown.map(({ code, text }) => ({ code, text })) };
}

function checkQuorum({ due, present, quorum, body = 'congress' }: HeldRound): Check {
  if (due === null || present === null) {
    const text = `${unknownNames([due, '应到人数'], [present, '实到人数'])}未公布，无法判断是否达到法定人数。`;
    return { holds: null, code: 'quorum-unknown', text };
  }
  const { met, sentence } = quorumOf({ due, present, share: quorum, body });
  return { holds: met, code: met ? 'quorum-met' : 'no-quorum', text: sentence };
}

function unknownNames(...figures: readonly (readonly [Figure, string])[]): string {
  return figures.flatMap(([figure, name]) => (figure === null ? [name] : [])).join('、');
}

function checkReturned(input: HeldRound): (channel: ChannelFigures) => Check[] {
  const several = input.channels.length > 1;
  return (channel) => {
    const name = channelInWords(channel);
    const { issued, returned } = channel;
    if (issued === null || returned === null) {
      const missing = unknownNames([issued, '发出票数'], [returned, '收回票数']);
      const text = `${name}${missing}未公布，无法判断收回的票是否多于发出的票。`;
      return [{ holds: null, code: 'papers-unknown', text }];
    }
    if (returned <= issued) {
      const text = `${name}发出${issued}张，收回${returned}张，收回的不多于发出的。（参照选举法第四十四条）`;
      return [{ holds: true, code: 'papers-in-order', text }];
    }
    const effect = several ? '其中一种方式无效，整轮投票无效' : '本轮投票无效';
    return [
      {
        holds: false,
        code: several ? 'channel-void' : 'returned-exceeds-issued',
        text: `${name}收回${returned}张，多于发出的${issued}张，${effect}。（票决办法；参照选举法第四十四条）`,
      },
    ];
  };
}

/** More papers than deputies: by papers issued or, where those are unknown, by papers returned. */
function checkIssued({ channels, present }: HeldRound): Check[] {
  if (present === null) return [];
  const issued = sumFigures(channels.map((channel) => channel.issued));
  const returned = sumFigures(channels.map((channel) => channel.returned));
  if (issued !== null && issued > present) {
    const text = `发出${issued}张票，多于实到的${present}人，本轮投票无效。（票决办法；参照选举法第四十四条）`;
    return [{ holds: false, code: 'issued-exceeds-present', text }];
  }
  if (issued === null && returned !== null && returned > present) {
    const text = `收回${returned}张票，多于实到的${present}人，本轮投票无效。（票决办法；参照选举法第四十四条）`;
    return [{ holds: false, code: 'returned-exceeds-present', text }];
  }
  return [];
}
