import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { characters } from '../../src/ballot/fingerprint/characters.ts';
import {
  fingerprintLength,
  fingerprintOf,
  groupFingerprint,
  readFingerprint,
} from '../../src/ballot/fingerprint/fingerprint.ts';
import { sha256Hex } from '../../src/ballot/hash.ts';

/** Characters that are taken for each other on a small screen; of each group one at most. */
const lookAlikes = [
  '己已巳 未末 土士 日曰 拔拨 天夭 干千于 人入 八入 大太犬 王玉 刀力 田由甲申 午牛',
  '间问闻 免兔 侯候 师帅 要耍 晴睛 辨辩辫 撤撒 折拆 住往 徒徙 治冶 今令 历厉 侍待',
  '准淮 沦沧 崇祟 戍戌戊 哀衷 竟竞 壁璧 陪赔 幕墓暮慕 贷货 旱早 目且 古右石 名各',
  '白百自 买卖 氏民 户尸 乌鸟 卯卵 仓仑 万方 厂广 予矛 爪瓜 么公 亿忆 几凡 风凤',
  '贝见 休体 宇字 徽微 遣遗 偏编 扰拢 博搏 浑挥 晾凉 杨扬 坏环 密蜜 沾粘 栽裁',
  '载栽 昂昴 冒昌 杭抗 宣宜 抢枪 洒酒 拒柜 泪洎 挑桃 摸模 侵浸 漫慢 燥噪躁操 喝渴',
  '渴竭 拌伴 泡炮 跑袍 孤狐 孟盂 盆盒 栗粟 茶荼 末朱 代伐 仅权 汗汁 没设 请清情',
  '壮状 何伺 低底 抵低 泥尼 肓盲 炙灸 奏秦泰春 皿血 孓孑 冠寇 析折 杆秆 竿笋 晖辉',
  '肃萧 恳垦 坚竖 纪记 讯迅汛 刺剌 赡瞻 瞒满 嘱属 赢羸 茎经 陡徒 棵裸 祖租组 旺汪',
  '帖贴 估佑 伸仲 仗杖 偷愉榆 副幅 提堤 吵抄 狠狼 猎腊 恨狠 跟根 场扬 妹姝 贫贪',
  '盼吩 胜脏 甸旬 匀勾 勿匆 夏复 缀辍 墙蔷 稍捎 消销 俏悄 峭俏 浙晰 掐陷 输喻',
  '悟捂 梧悟 详洋 佯洋 岁岛 衣农 享亨 熟热 乘乖 率卒 受爱 兵乓乒 斤斥 丘乒 弋戈',
  '失矢 夫失 甩用 角甬 束柬 东乐 车东 厘厦 圆园 凶区 巨臣 匹四 叮盯钉 拘抱 构购沟',
  '枚玫 杖枚 板扳 核该 刻劾 孩核 陆陕 险捡检 验俭剑',
].flatMap((line) => line.split(' '));

const hashes = fc.string().map(sha256Hex);

describe('the table', () => {
  test('has 2,048 different characters of the basic plane, each its own normal form', () => {
    expect(characters).toHaveLength(2048);
    expect(new Set(characters).size).toBe(2048);
    expect(characters).toMatch(/^[一-鿿]+$/);
    expect(characters.normalize('NFKC')).toBe(characters);
  });

  test('never changes: every fingerprint that was ever read out depends on it', () => {
    expect(sha256Hex(characters)).toBe(
      '5db69e7dfad163f30017e43b10a8f2e3703b7f1deffe5cd740f6600108cbffa2',
    );
  });

  test('lacks look-alikes', () => {
    for (const alike of lookAlikes)
      expect([...alike].filter((one) => characters.includes(one)).length, alike).toBeLessThan(2);
  });

  test('has at most four characters of one sound and tone', () => {
    const bySound = new Map<string, string>();
    for (const one of characters) bySound.set(pinyin(one), (bySound.get(pinyin(one)) ?? '') + one);
    expect([...bySound.values()].filter((alike) => alike.length > 4)).toEqual([]);
    expect(bySound.size).toBeGreaterThan(900);
  });

  test('lacks what few can read, and what nobody wants to read out in a meeting', () => {
    for (const one of '泞摈譬隘懊钡胺氖啮矗龋囱镣炔娄幂死杀鬼贼尸尿癌坟')
      expect([one, characters.includes(one)]).toEqual([one, false]);
  });
});

describe('a fingerprint', () => {
  test('is the first 132 bits of the hash, eleven in each of twelve characters', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const fingerprint = fingerprintOf(hash);
        expect(fingerprint).toHaveLength(fingerprintLength);
        const bits = [...fingerprint]
          .map((one) => characters.indexOf(one).toString(2).padStart(11, '0'))
          .join('');
        const expected = [...hash]
          .map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
          .join('');
        expect(bits).toBe(expected.slice(0, 132));
      }),
    );
  });

  test('changes with each of its 132 bits', () => {
    const hash = sha256Hex('set-up');
    const seen = new Set([fingerprintOf(hash)]);
    for (let bit = 0; bit < 132; bit += 1) {
      const at = Math.floor(bit / 4);
      const digit = Number.parseInt(hash.charAt(at), 16) ^ (8 >> (bit % 4));
      seen.add(fingerprintOf(hash.slice(0, at) + digit.toString(16) + hash.slice(at + 1)));
    }
    expect(seen.size).toBe(133);
  });

  test('is read back however it is typed', () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const fingerprint = fingerprintOf(hash);
        const grouped = groupFingerprint(fingerprint);
        expect(grouped).toMatch(/^.{4} .{4} .{4}$/);
        for (const typed of [fingerprint, grouped, ` ${grouped}。`, [...fingerprint].join('、')])
          expect(readFingerprint(typed)).toBe(fingerprint);
      }),
    );
  });

  test('is nothing when a character is missing, too many, or not of the table', () => {
    const fingerprint = fingerprintOf(sha256Hex('set-up'));
    for (const typed of [
      '',
      fingerprint.slice(1),
      `${fingerprint}八`,
      `A${fingerprint.slice(1)}`,
      `己${fingerprint.slice(1)}`,
      `😀${fingerprint.slice(2)}`,
    ])
      expect([typed, readFingerprint(typed)]).toEqual([typed, null]);
  });
});
