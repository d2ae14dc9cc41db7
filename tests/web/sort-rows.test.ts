import { expect, it } from 'vitest';
import { sortRows } from '../../src/web/work/table/sort-rows.ts';

const rows = [
  { name: '乙', percent: 50 },
  { name: '甲', percent: null },
  { name: '丙', percent: 80 },
  { name: '丁', percent: 50 },
];

it.each([
  ['ascending', '乙丁丙甲'],
  ['descending', '丙乙丁甲'],
] as const)('rows sorted %s keep equals in their order and come last where nothing is known', (direction, expected) => {
  const sorted = sortRows(rows, ({ percent }) => percent, direction);
  expect(sorted.map(({ name }) => name).join('')).toBe(expected);
});

it('words are sorted as Chinese readers expect, by sound', () => {
  const sorted = sortRows(['张', '阿', '李'], (name) => name, 'ascending');
  expect(sorted.join('')).toBe('阿李张');
});
