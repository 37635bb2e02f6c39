import { describe, expect, test } from 'vitest';
import {
  type AdjustmentKind,
  type AdjustmentState,
  type AdjustmentVerb,
  adjustmentDetail,
  adjustmentMachine,
  adjustmentTitle,
  changedFields,
  decidedBy,
  mayAdjust,
  mayDecide,
  stateAfter,
  stillOwed,
} from '../../src/rules/adjustment.ts';
import {
  findDrift,
  lastDayOf,
  type ReportedFigures,
  sameDepartment,
  samePlace,
} from '../../src/rules/drift.ts';
import { step } from '../../src/rules/state-machine.ts';

const states = ['requested', 'withdrawn', 'approved', 'refused'] as const;
const matrix: Readonly<Record<AdjustmentVerb, readonly string[]>> = {
  withdraw: ['withdrawn', 'already-done', 'wrong-state', 'wrong-state'],
  approve: ['approved', 'wrong-state', 'already-done', 'wrong-state'],
  refuse: ['refused', 'wrong-state', 'wrong-state', 'already-done'],
};

describe('the life of a request', () => {
  for (const [verb, row] of Object.entries(matrix)) {
    for (const [index, leads] of row.entries()) {
      test(`${verb} from ${states[index]}: ${leads}`, () => {
        const from = states[index] as AdjustmentState;
        const moved = step(adjustmentMachine, from, verb as AdjustmentVerb);
        expect(moved.ok ? moved.value : moved.refusals[0].code).toBe(leads);
      });
    }
  }
});

describe('what fits a project', () => {
  const projectStates = [
    'adopted',
    'underway',
    'completed',
    'accepted',
    'suspended',
    'ended',
  ] as const;
  const allowed: Readonly<Record<AdjustmentKind, readonly boolean[]>> = {
    change: [true, true, false, false, true, false],
    suspend: [true, true, false, false, false, false],
    end: [true, true, false, false, true, false],
    resume: [false, false, false, false, true, false],
  };
  for (const [kind, row] of Object.entries(allowed)) {
    test(kind, () => {
      expect(projectStates.map((state) => mayAdjust(kind as AdjustmentKind, state).ok)).toEqual(
        row,
      );
    });
  }

  test('where an approved request leads', () => {
    expect(stateAfter('suspend', true)).toBe('suspended');
    expect(stateAfter('end', true)).toBe('ended');
    expect(stateAfter('resume', true)).toBe('underway');
    expect(stateAfter('resume', false)).toBe('adopted');
    expect(stateAfter('change', true)).toBeNull();
  });

  test('fields that change are named in the order of pages', () => {
    const now = {
      ...{ title: '路灯', content: '100 盏', place: null, totalTenThousandYuan: '85.5' },
      ...{ finish: null, department: null, category: null, quantity: null, unit: null },
    };
    expect(changedFields(now, now)).toEqual([]);
    // A browser ends lines by CRLF, a spreadsheet by LF: that is no change of what was voted.
    const lines = { ...now, content: '一、路灯\n二、线路' };
    expect(changedFields(lines, { ...lines, content: '一、路灯\r\n二、线路' })).toEqual([]);
    expect(changedFields(now, { ...now, finish: '2026年底', content: '80 盏' })).toEqual([
      'content',
      'finish',
    ]);
  });
});

describe('what is still owed', () => {
  const one = (state: AdjustmentState, published = false, reported = false) => ({
    ...{ state, published, reported },
  });
  test('notice of every decision; a report only of what the standing committee approved', () => {
    expect(stillOwed(one('requested'), 'standing-committee')).toEqual([]);
    expect(stillOwed(one('withdrawn'), 'congress')).toEqual([]);
    expect(stillOwed(one('approved'), 'standing-committee')).toEqual(['notice', 'report']);
    expect(stillOwed(one('approved', true), 'standing-committee')).toEqual(['report']);
    expect(stillOwed(one('approved', true, true), 'standing-committee')).toEqual([]);
    expect(stillOwed(one('approved'), 'congress')).toEqual(['notice']);
    expect(stillOwed(one('refused'), 'standing-committee')).toEqual(['notice']);
  });
});

describe('drift', () => {
  const silent: ReportedFigures = {
    ...{ plannedTotal: null, paid: null, plannedQuantity: null, finishedQuantity: null },
    ...{ plannedFinish: null, completedOn: null, place: null, department: null },
  };
  const voted = {
    ...{ total: '100', quantity: '100', finish: '2026年11月底前', place: '青石村、云溪村' },
    department: '镇建设办',
  };
  const kindOf = (figure: keyof ReportedFigures, value: string, tolerance = 10, base = voted) =>
    findDrift(base, { ...silent, [figure]: value }, tolerance).find((one) => one.figure === figure)
      ?.kind;

  test.each([
    ['plannedTotal', '110', 'within'],
    ['plannedTotal', '110.0001', 'drift'],
    ['plannedTotal', '90', 'within'],
    ['plannedTotal', '89.9999', 'drift'],
    ['paid', '20', 'within'],
    ['paid', '110.0001', 'drift'],
    ['plannedQuantity', '89', 'drift'],
    ['finishedQuantity', '90', 'within'],
    ['finishedQuantity', '89.99', 'drift'],
    ['plannedFinish', '2026-11-30', 'within'],
    ['plannedFinish', '2026-12-01', 'drift'],
    ['completedOn', '2026-10-01', 'within'],
    ['place', '青石村云溪村', 'within'],
    ['place', '青石村、云溪村三组', 'within'],
    ['place', '青石村', 'drift'],
    ['place', '石桥村', 'drift'],
    ['department', '镇建设办公室', 'within'],
    ['department', '县水利局', 'drift'],
    ['plannedTotal', '约一百', 'no-data'],
  ] as const)('%s %s is %s', (figure, value, kind) => {
    expect(kindOf(figure, value)).toBe(kind);
  });

  test('what is not reported or names no number is no data, never a pass', () => {
    expect(findDrift(voted, silent, 10).map((one) => one.kind)).toEqual(Array(8).fill('no-data'));
    const empty = { total: null, quantity: '0', finish: '尽快' };
    expect(kindOf('plannedTotal', '100', 10, { ...voted, ...empty, total: '0' })).toBe('no-data');
    expect(kindOf('plannedQuantity', '1', 10, { ...voted, quantity: '0' })).toBe('no-data');
    expect(kindOf('plannedFinish', '2026-12-01', 10, { ...voted, finish: '尽快' })).toBe('no-data');
  });

  test('a text that lists several departments, or none, is read so', () => {
    const several = { ...voted, department: '县水利局、镇建设办' };
    expect(kindOf('department', '县水利局', 10, several)).toBe('within');
    expect(findDrift({ ...voted, department: null }, silent, 10).at(-1)?.kind).toBe('no-data');
    expect(sameDepartment('，', '县水利局')).toBe(false);
    expect(samePlace('、', '青石村')).toBe(false);
    expect(kindOf('place', '青石村', 10, { ...voted, place: '' })).toBe('drift');
    const placeless = findDrift({ ...voted, place: null }, { ...silent, place: '青石村' }, 10);
    expect(placeless.find((one) => one.figure === 'place')?.kind).toBe('no-data');
  });

  test('a tolerance of 0 allows nothing more, and says the difference in percent', () => {
    expect(kindOf('plannedTotal', '100.0001', 0)).toBe('drift');
    expect(kindOf('plannedTotal', '100', 0)).toBe('within');
    const [first] = findDrift(voted, { ...silent, plannedTotal: '87.655' }, 10);
    expect(first).toMatchObject({ hundredths: -1234, kind: 'drift' });
    expect(first?.text).toContain('少 12.34%');
  });

  test.each([
    ['2026-11-30', '2026-11-30'],
    ['2026年9月5日前', '2026-09-05'],
    ['2026 年 2 月底前', '2026-02-28'],
    ['2028年2月', '2028-02-29'],
    ['2026年底', '2026-12-31'],
    ['2026年年底前完成', '2026-12-31'],
    ['2026年13月', null],
    ['国庆节前', null],
  ] as const)('the promise %s ends on %s', (finish, day) => {
    expect(lastDayOf(finish)).toBe(day);
  });
});

describe('an adjustment put to the vote', () => {
  test('is decided by the congress anywhere, by a standing committee where the level’s law says so', () => {
    const outcome = (...bodies: Parameters<typeof mayDecide>) => {
      const result = mayDecide(...bodies);
      return result.ok ? 'may' : result.refusals[0].code;
    };
    expect(outcome('congress', 'congress')).toBe('may');
    expect(outcome('congress', 'standing-committee')).toBe('may');
    expect(outcome('standing-committee', 'standing-committee')).toBe('may');
    expect(outcome('standing-committee', 'congress')).toBe('wrong-body');
  });

  test('is done to the project once, taken back when a recount turns it, and waits after a void round', () => {
    const rows = (['requested', 'approved', 'refused'] as const).map((before) =>
      [true, false, null].map((carried) => {
        const { state, project } = decidedBy(before, carried);
        return `${state} ${project}`;
      }),
    );
    expect(rows).toEqual([
      ['approved adjust', 'refused keep', 'requested keep'],
      ['approved keep', 'refused restore', 'requested restore'],
      ['approved adjust', 'refused keep', 'requested keep'],
    ]);
  });

  test('says on the paper what would change, and why', () => {
    expect(adjustmentTitle(3, '村道硬化', 'end')).toBe('终止第3号“村道硬化”');
    expect(adjustmentTitle(3, '村道硬化', 'change')).toBe('调整第3号“村道硬化”的内容');
    expect(
      adjustmentDetail(
        [
          { label: '地点', before: '上村', after: null },
          { label: '总投资', before: null, after: '120' },
        ],
        '材料涨价。',
      ),
    ).toBe('地点由“上村”改为“不写”；总投资由“没有写”改为“120”。理由：材料涨价。');
    expect(adjustmentDetail([], '资金不足。')).toBe('理由：资金不足。');
  });
});
