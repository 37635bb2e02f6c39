import type { CeremonySeen, KeysSeen } from '../../wire/keys.ts';
import { type Child, h } from '../parts/dom.ts';
import { heldKeys } from '../parts/key-store.ts';

/** Whether every key of a ceremony lies on this device. */
export function holdsAll({ ceremonyId, keySets }: CeremonySeen): boolean {
  const held = heldKeys().filter((key) => key.ceremonyId === ceremonyId);
  return held.length === keySets.length;
}

/** The six steps (§3.1.1) in words, and which of them are done. */
function stepsOf(ceremony: CeremonySeen): readonly (readonly [string, boolean])[] {
  const { position, certificates, inputs, state } = ceremony;
  const sent = ceremony.holders[(position ?? 0) - 1]?.sent ?? [];
  const complete = state === 'complete';
  return [
    ['生成个人密钥，发出证书', sent.includes('certificate')],
    ['等各人证书到齐', certificates !== null || complete],
    ['核对证书，发出材料', sent.includes('polynomial')],
    ['等各人材料到齐', inputs !== null || complete],
    ['核对材料，合成自己的钥匙', sent.includes('share')],
    ['核对全部钥匙，存在本机', complete && holdsAll(ceremony)],
  ];
}

const stepWords = {
  certificate: '证书',
  polynomial: '材料',
  share: '钥匙',
  backup: '备份',
} as const;

/** The ceremony as a card: the steps of this device, and who is where. */
export function ceremonyCard({ ceremony }: KeysSeen): Child {
  if (ceremony === null) {
    return h(
      'section',
      { class: 'card' },
      h('h2', {}, '还没有召集'),
      h('p', {}, '工作人员召集制作钥匙后，本页自动开始。请保持本页打开。'),
    );
  }
  const { rehearsal, threshold, size, keySets, state, reason } = ceremony;
  const steps = stepsOf(ceremony);
  const now = steps.findIndex(([, done]) => !done);
  return h(
    'section',
    { class: 'card', 'aria-label': '制作钥匙' },
    h('h2', {}, rehearsal ? '制作钥匙（演练）' : '制作钥匙'),
    rehearsal &&
      h('p', { class: 'notice info' }, '这是演练：做出的钥匙只用于练习，打不开正式的票箱。'),
    state === 'cancelled'
      ? h('p', { class: 'notice stop' }, `这次制作已经停止：${reason ?? ''}`)
      : h('p', {}, `${size} 人各持一把，${threshold} 人到场才能开箱；共 ${keySets.length} 组。`),
    ceremony.position === null
      ? h('p', {}, '您不持有钥匙，本页只显示进度。')
      : h(
          'ol',
          { class: 'steps' },
          steps.map(([text, done], index) =>
            h(
              'li',
              {
                class: done ? 'done' : index === now ? 'now' : '',
                'aria-current': !done && index === now && state !== 'cancelled' ? 'step' : null,
              },
              `${done ? '✓ ' : ''}${text}`,
            ),
          ),
        ),
    h(
      'ul',
      { class: 'holders', 'aria-label': '谁到了哪一步' },
      ceremony.holders.map(({ name, position, sent }) =>
        h(
          'li',
          {},
          h('strong', {}, position === ceremony.position ? `${name}（您）` : name),
          h(
            'span',
            {},
            sent.length === 0
              ? '还没有打开钥匙页'
              : sent.map((step) => `✓${stepWords[step]}`).join('　'),
          ),
        ),
      ),
    ),
  );
}

/** One sentence on where the device stands. */
export function ceremonySentence({ ceremony }: KeysSeen): string {
  if (ceremony === null) return '还没有召集制作钥匙，请保持本页打开。';
  if (ceremony.state === 'cancelled') return '这次制作已经停止，请等工作人员重新召集。';
  if (ceremony.position === null) return '您不持有钥匙，可以在这里核对设置指纹。';
  const own = ceremony.holders[ceremony.position - 1]?.sent ?? [];
  if (ceremony.state === 'complete') {
    if (!holdsAll(ceremony)) return '钥匙已经制成，这台设备上还没有。请从备份恢复。';
    return own.includes('backup')
      ? '钥匙和备份都已办好。请保管好这台设备、备份和口令。'
      : '钥匙已经存在本机。请现在保存备份并试读。';
  }
  const last = own[own.length - 1];
  const waiting = ceremony.holders
    .filter((one) => last !== undefined && !one.sent.includes(last))
    .map((one) => one.name);
  return waiting.length === 0
    ? '正在计算，请稍候，不要关闭本页。'
    : `正在等${waiting.join('、')}，到齐后自动继续。`;
}
