import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceAt, locateEvidence } from '../../src/core/evidence.ts';
import { maskPersonal } from '../../src/llm/mask.ts';
import { cutClauses } from '../../src/text/clauses.ts';
import { addressedToGrader } from '../../src/text/injection.ts';
import { foldLiteral, normalise, toRawSpan } from '../../src/text/normalise.ts';
import { often } from './runs.ts';
import { anyText } from './texts.ts';

describe('any text', () => {
  it('is normalised with offsets that rise and lie inside it', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const { text, rawStart, rawEnd, unit } = normalise(raw);
        expect(unit.length).toBe(text.length + 1);
        let last = 0;
        for (let index = 0; index < text.length; index++) {
          const [start = -1, end = -1] = [rawStart[index], rawEnd[index]];
          if (start < last || end <= start || end > raw.length) throw new Error(`character ${index}: ${start}–${end}`);
          if ((unit[index + 1] ?? 0) < (unit[index] ?? 0)) throw new Error(`unit ${index} falls`);
          last = start;
        }
      }),
      often,
    );
  });

  it('is cut into sentences and clauses that leave nothing out', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const { text, unit } = normalise(raw);
        const { sentences, clauses } = cutClauses(text, unit);
        for (const spans of [sentences, clauses])
          expect(spans.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        for (const span of addressedToGrader(text, sentences)) {
          const own = toRawSpan(normalise(raw), span);
          if (own.start >= own.end || own.end > raw.length) throw new Error(`${own.start}–${own.end}`);
        }
      }),
      often,
    );
  });

  it('is masked by a text of the same length, without any mobile number left', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.array(
          anyText.map((name) => name.slice(0, 12)),
          { maxLength: 3 },
        ),
        (raw, names) => {
          const masked = maskPersonal(raw, names);
          expect(masked.length).toBe(raw.length);
          expect(masked).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
        },
      ),
      often,
    );
  });

  it('has a quotation only where its words stand', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(), fc.nat({ max: 40 }), (answer, other, from, length) => {
        const start = answer.length === 0 ? 0 : from % answer.length;
        for (const quotation of [answer.slice(start, start + length), other]) {
          let last = 0;
          for (const evidence of locateEvidence(answer, quotation)) {
            expect(evidence).toEqual(evidenceAt(answer, evidence));
            expect(evidence.start).toBeGreaterThanOrEqual(last);
            last = evidence.end;
          }
        }
      }),
      often,
    );
  });

  it('as a literal of a pattern is folded as an answer is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const literal = foldLiteral(text.slice(0, 50));
        expect(foldLiteral(literal)).toBe(literal);
      }),
      often,
    );
  });
});
