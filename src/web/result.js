// Shows a grade: score, the answer with its evidence marked, and the points. Points and their words light up together.

const element = (id) => document.getElementById(id);

/** Fills the result for a grade of this answer. */
export function showGrade(grade, answer, word) {
  element('score').textContent = grade.score ?? '–';
  const range = grade.range === null ? '' : word.range(grade.range.low, grade.range.high);
  element('marks').textContent = word.marks(grade.marks, grade.percent ?? '–') + range;
  element('meter').replaceChildren(...grade.points.map((point) => make('i', point.verdict)));
  element('summary').textContent = grade.summary;
  element('review').hidden = !grade.review.needed;
  element('review').textContent = word.review(grade.review.reasons.map((reason) => word.reason[reason] ?? reason));
  element('engine').textContent = word.engine[grade.engine];
  showEvidence(grade, answer, word);
  element('points').replaceChildren(
    ...grade.red_flags.map((flag) => flagItem(flag, word)),
    ...grade.points.map((point) => pointItem(point, word)),
  );
  element('result').hidden = false;
}

/** Cuts the answer at every border of an evidence span, so that overlapping points share their marks. */
function showEvidence(grade, answer, word) {
  const spans = [
    ...grade.points.flatMap((point) => owned(point.evidence, point.id, point.verdict)),
    ...grade.red_flags.flatMap((flag) => owned(flag.evidence, `flag:${flag.id}`, 'flag')),
  ];
  const borders = new Set([0, answer.length, ...spans.flatMap((span) => [span.start, span.end])]);
  const ordered = [...borders].sort((a, b) => a - b);
  const nodes = ordered.slice(0, -1).map((start, index) => {
    const text = answer.slice(start, ordered[index + 1]);
    const over = spans.filter((span) => span.start <= start && span.end > start);
    if (over.length === 0) return document.createTextNode(text);
    const kinds = ['flag', 'met', 'partial'].filter((kind) => over.some((span) => span.kind === kind));
    const mark = make('mark', kinds[0] ?? '', text);
    const owners = over.map((span) => span.owner);
    mark.dataset.owners = owners.join(' ');
    lightUp(mark, owners);
    return mark;
  });
  element('highlighted').replaceChildren(...nodes);
  if (answer.trim() === '') element('highlighted').textContent = word.nothing;
}

function owned(evidence, owner, kind) {
  return evidence.map(({ start, end }) => ({ start, end, owner, kind }));
}

function pointItem(point, word) {
  const body = [make('p', 'reason', point.reason)];
  if (point.advice !== null) {
    const advice = make('p', 'advice');
    advice.append(make('span', 'quiet', word.advice), ` ${point.advice}`);
    body.push(advice);
  }
  return item({ owner: point.id, kind: point.verdict, label: word.verdict[point.verdict], name: point.name, body });
}

function flagItem(flag, word) {
  const body = flag.evidence.map((evidence) => make('p', 'reason', `「${evidence.quote}」`));
  const label = `${word.flag} −${Math.round(flag.deduct * 100)}%`;
  return item({ owner: `flag:${flag.id}`, kind: 'flag', label, name: flag.name, body });
}

function item({ owner, kind, label, name, body }) {
  const node = make('li', kind);
  node.tabIndex = 0;
  node.dataset.owner = owner;
  const head = make('div', 'head');
  head.append(make('span', 'verdict', label), make('b', '', name));
  node.append(head, ...body);
  lightUp(node, [owner]);
  return node;
}

function make(tag, className, text = '') {
  const node = document.createElement(tag);
  if (className !== '') node.className = className;
  node.textContent = text;
  return node;
}

/** While the pointer is on a node, or it has the focus, everything of these owners is lit. */
function lightUp(node, owners) {
  for (const start of ['mouseenter', 'focus']) node.addEventListener(start, () => light(owners, true));
  for (const end of ['mouseleave', 'blur']) node.addEventListener(end, () => light(owners, false));
}

function light(owners, lit) {
  for (const mark of document.querySelectorAll('mark')) {
    const own = mark.dataset.owners.split(' ');
    if (owners.some((owner) => own.includes(owner))) mark.classList.toggle('lit', lit);
  }
  for (const node of document.querySelectorAll('li')) {
    if (owners.includes(node.dataset.owner)) node.classList.toggle('lit', lit);
  }
}
