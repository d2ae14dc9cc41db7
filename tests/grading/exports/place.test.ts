import { expect, it } from 'vitest';
import { placeOf, turnsOf } from '../../../src/grading/exports/place.ts';

const turn = (number: number, start: number, end: number) => ({ turn: number, start, end });
const interview = { file: '初面.txt', turns: [turn(6, 0, 10), turn(8, 10, 20), turn(9, 20, 30)] };
const span = (start: number, end: number) => ({ start, end, quote: '从略' });

it.each([
  [null, null],
  [{ file: '答卷.csv', row: 7 }, '答卷.csv:7'],
  [{ file: '答卷.xlsx', sheet: '二班', row: 7 }, '答卷.xlsx 二班:7'],
  [interview, '初面.txt · 第 6、8–9 条发言'],
  [{ file: '自述.txt' }, '自述.txt'],
])('%j is said as %s', (origin, expected) => {
  expect(placeOf(origin, 'zh')).toBe(expected);
});

it('evidence is led back to the turns in which it stands', () => {
  expect(turnsOf([span(12, 22)], interview, 'zh')).toBe('第 8–9 条发言');
  expect(turnsOf([span(0, 10), span(25, 26)], interview, 'en')).toBe('turns 6, 9');
  expect(turnsOf([span(3, 4)], interview, 'en')).toBe('turn 6');
  expect(turnsOf([span(0, 2)], { file: '答卷.csv', row: 2 }, 'zh')).toBeNull();
  expect(turnsOf([], interview, 'zh')).toBeNull();
});
