import { fingerprintOf, groupFingerprint } from '../../ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../ballot/hash.ts';
import type { SlipDesk } from '../../wire/slips.ts';
import { h } from '../parts/dom.ts';
import type { MadeSet } from './made-sets.ts';
import { qrSvg } from './qr-svg.ts';
import { slipAddress } from './slip-text.ts';

/** Slips on a sheet of A4: two columns of four. */
const slipsPerSheet = 8;

/** The twelve characters that name a published list, as the cover sheet and the minutes show them. */
export function listCode(credentialsJson: string): string {
  return groupFingerprint(fingerprintOf(sha256Hex(credentialsJson)));
}

/** The cover sheet and the sheets of slips of one set, for the printer alone. */
export function sheetsOf(desk: SlipDesk, set: MadeSet): readonly HTMLElement[] {
  const pages: HTMLElement[] = [cover(desk, set)];
  for (let start = 0; start < set.credentials.length; start += slipsPerSheet) {
    const slips = set.credentials.slice(start, start + slipsPerSheet);
    pages.push(h('section', { class: 'sheet' }, ...slips.map((one) => slip(desk, set, one))));
  }
  return pages;
}

function slip(desk: SlipDesk, { target }: MadeSet, credential: string): HTMLElement {
  const typed = desk.slipSecret === 'typed';
  const address = slipAddress(desk.ballotOrigin, target.uuid, {
    credential: typed ? null : credential,
    electionHash: target.electionHash,
  });
  return h(
    'article',
    { class: 'slip' },
    h(
      'div',
      { class: 'half' },
      h('p', { class: 'whose' }, desk.congress),
      h('p', {}, desk.meeting),
      h('p', { class: 'round' }, target.title),
      qrSvg(address, '投票地址二维码'),
      h('p', { class: 'colour' }, `${target.colour}票码`),
    ),
    h(
      'div',
      { class: 'half' },
      h('p', { class: 'warning' }, '请勿拍照、勿转交'),
      h(
        'p',
        {},
        typed
          ? '用手机相机扫左边的码，再输入下面 15 个字符。'
          : '用手机相机扫左边的码；扫不了的，到共用投票台输入下面 15 个字符。',
      ),
      h('p', { class: 'code' }, ...credential.split('-').map((group) => h('span', {}, group))),
      h('p', {}, '字母分大小写，没有数字 0 和字母 O、I、l。'),
      h('p', { class: 'end' }, '投完把本票码投入票码箱；没有用的，也请投入。'),
    ),
    h('p', { class: 'fold', 'aria-hidden': 'true' }, '沿虚线向内对折'),
  );
}

function cover(desk: SlipDesk, set: MadeSet): HTMLElement {
  const made = set.publicKeys.length;
  const sheets = Math.ceil(made / slipsPerSheet);
  const blank = (label: string) => h('tr', {}, h('th', { scope: 'row' }, label), h('td', {}));
  return h(
    'section',
    { class: 'sheet cover' },
    h('h1', {}, `${desk.congress}　票码封面`),
    h('p', {}, desk.meeting),
    h('p', { class: 'round' }, `${set.target.title}　${set.target.colour}`),
    h(
      'dl',
      {},
      ...fact(
        '制作',
        `${made} 份（代表 ${set.deputies} 份，备用 ${set.spare} 份），共 ${sheets} 页`,
      ),
      ...fact('清单码', listCode(JSON.stringify(set.publicKeys))),
      ...fact('设置指纹', '公布后填写，逐字与屏幕和监票人的设备核对：'),
    ),
    h('p', { class: 'boxes' }, ...Array.from({ length: 12 }, () => h('span', {}))),
    h(
      'table',
      {},
      h(
        'tbody',
        {},
        blank('发出'),
        blank('未发出，扫描作废'),
        blank('为迟到代表留用'),
        blank('下落不明（写明原因）'),
        blank('合计（应等于制作）'),
      ),
    ),
    h('p', {}, '裁开、向内对折、混匀，由另一名监票人当众完成；代表自取，不登记谁取了哪一份。'),
    h('p', {}, '没有公布到清单上的票码无效。打坏的页当场销毁，重打同一页。'),
    h(
      'p',
      { class: 'signed' },
      '总监票人：＿＿＿＿＿＿　　监票人：＿＿＿＿＿＿　　时间：＿＿＿＿＿＿',
    ),
  );
}

function fact(name: string, value: string): readonly HTMLElement[] {
  return [h('dt', {}, name), h('dd', {}, value)];
}
