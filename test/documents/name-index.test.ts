import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesName, nameIndex } from '../../src/documents/index.ts';

const finds = (query: string, name: string) =>
  matchesName(query, { name, nameIndex: nameIndex(name) });

describe('a name is found by every reading', () => {
  test.each([
    ['单雄信', ['shan', 'dan', 'chan', 'sxx', 'dxx', 'shanxiongxin']],
    ['解晓东', ['xie', 'jie', 'xxd', 'jxd']],
    ['仇英', ['qiu', 'chou', 'qy', 'cy']],
    ['曾国强', ['zeng', 'ceng', 'zgq']],
    ['查良', ['zha', 'cha', 'zl', 'cl']],
    ['万俟卓', ['moqi', 'wansi', 'mqz', 'wsz']],
    ['尉迟恭', ['yuchi', 'weichi', 'ycg', 'wcg']],
    ['长孙红', ['zhangsun', 'changsun']],
    ['朴成浩', ['piao', 'pch']],
    ['覃丽', ['qin', 'tan', 'ql']],
    ['吕娜', ['lv', 'lü', 'lvna', 'lvnuo', 'LN']],
  ])('%s', (name, queries) => {
    expect(queries.filter((query) => !finds(query, name))).toEqual([]);
  });

  test.each([
    ['刘䶮', ['liuyan', 'ly', '䶮']],
    ['𠮷祥', ['jixiang', 'jx', '𠮷']],
    ['阿卜杜拉·买买提', ['abdlmmt', '买买提', '阿卜杜拉买买提', '拉•买', 'abudula']],
    ['张伟', ['张', '伟', '张　伟', 'ZW', 'zhangw', 'z']],
    ['Anna Wang', ['anna', 'wang', 'AW']],
  ])('%s, with rare characters, dots, spaces and letters', (name, queries) => {
    expect(queries.filter((query) => !finds(query, name))).toEqual([]);
  });

  test('another name is not found', () => {
    expect(['李', 'lw', 'wei', 'zhangwu', 'zww'].filter((query) => finds(query, '张伟'))).toEqual(
      [],
    );
  });

  test('an empty search finds everybody', () => {
    expect(finds(' 　', '张伟')).toBe(true);
  });

  test('however many readings a name has, its index stays small and finds the name itself', () => {
    const character = fc
      .integer({ min: 0x4e00, max: 0x9fff })
      .map((one) => String.fromCodePoint(one));
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 12 }), (characters) => {
        const name = characters.join('');
        const index = nameIndex(name);
        expect(index.length).toBeGreaterThan(0);
        expect(index.length).toBeLessThanOrEqual(128);
        expect(index.every((one) => finds(one, name))).toBe(true);
      }),
    );
  });
});
