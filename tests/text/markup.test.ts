import { describe, expect, it } from 'vitest';
import { escapeHtml, highlighted } from '../../src/text/markup.ts';

describe('highlights', () => {
  it('keep every character, and tell of all evidence where some overlaps', () => {
    const html = highlighted(
      'a<bcd',
      [
        { start: 0, end: 3, kind: 'right', title: 'one' },
        { start: 2, end: 4, kind: 'wrong', title: 'two' },
      ],
      ['right', 'wrong'],
    );
    expect(html).toBe(
      '<mark class="right" title="one">a&lt;</mark><mark class="wrong" title="one\ntwo">b</mark><mark class="wrong" title="two">c</mark>d',
    );
  });

  it('of an empty answer are nothing', () => {
    expect(highlighted('', [], ['right'])).toBe('');
  });
});

it('text is no markup', () => {
  expect(escapeHtml('<a href="x">\'&\u0000')).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;\ufffd');
});
