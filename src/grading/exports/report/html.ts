import { readFileSync } from 'node:fs';
import { palette } from '../../../look/palette.ts';
import { escapeHtml } from '../../../text/markup.ts';
import { aboutScorecards, judgedBy } from '../about.ts';
import type { ExportRequest } from '../export-request.ts';
import { gather } from '../gather.ts';
import { mostAnswers } from '../most-answers.ts';
import { candidateSection } from './candidate-section.ts';
import { dimensionMeans, faultList, questionTable, rankingTable, similarAnswers } from './overview.ts';
import { reportWords } from './report-words.ts';

const style = new URL('./report.css', import.meta.url);

/**
 * One page to read or print, without script and without anything from elsewhere: ranking, candidates by questions, similar answers,
 * and a part for each candidate with a radar and the answers. Up to 3,000 answers, some thousand printed pages.
 *
 * @throws {InvalidInput} when there are more
 */
export async function htmlReport(request: ExportRequest): Promise<AsyncIterable<string>> {
  const gathered = await gather(request, { answers: mostAnswers.html, format: 'html' });
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    const { scorecards, lines } = gathered;
    const { lang, title, madeAt } = request;
    const say = reportWords[lang];
    const [first = '', ...others] = aboutScorecards(scorecards, lang);
    const judged = judgedBy(scorecards, lang);
    const made = say.made(madeAt.slice(0, 16).replace('T', ' '));
    const means = dimensionMeans(scorecards);
    const byCandidate = Map.groupBy(lines, ({ row }) => row.submission.candidate);
    yield `<!doctype html>
<html lang="${say.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`${title} · ${say.heading}`)}</title>
<style>
${palette}${readFileSync(style, 'utf8')}</style>
</head>
<body>
<header>
<p class="quiet">${say.heading}</p>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml([judged, made].filter((part) => part !== '').join(' · '))}</p>
<p class="lead">${escapeHtml(first)}</p>
</header>
<main>
<section><h2>${say.ranking}</h2>
${rankingTable(gathered, say)}
</section>
${questionTable(gathered, say)}
${similarAnswers(gathered, say)}
${faultList(request, say)}
<section id="about"><h2>${say.about}</h2><ul>${others.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul></section>
`;
    for (const [index, card] of scorecards.candidates.entries()) {
      const own = byCandidate.get(card.candidate) ?? [];
      yield `${candidateSection({ card, lines: own, means, gathered }, `c${index}`, say)}\n`;
    }
    yield '</main>\n</body>\n</html>\n';
  }
}
