// The page: pick a question, write an answer, see the grade with its evidence in the answer.

const say = {
  zh: {
    title: '客服面试作答练习', pick: '选一道题', answer: '你的作答', submit: '提交评分', yours: '你的作答里的依据', points: '逐项反馈',
    switchTo: 'English', grading: '评分中…', marks: (marks, percent) => `/ ${marks} 分（${percent}%）`, advice: '可以补上：', flag: '红线',
    length: (count) => (count === 0 ? '建议写 100–400 字，说清你会怎么做' : `${count} 字`),
    review: '这份结果建议人工复核', offline: '连不上服务，请稍后再试。你写的内容还在。', nothing: '没有可以高亮的内容',
    verdict: { met: '达到', partial: '部分', missed: '未达到', undecided: '待定' },
    engine: {
      heuristic: '由规则引擎评分，未使用大模型。这是练习反馈，会有判断不准的时候，不作为录用依据。',
      hybrid: '由大模型评分，并由规则引擎复核。这是练习反馈，会有判断不准的时候，不作为录用依据。',
    },
  },
  en: {
    title: 'Practise service interview answers', pick: 'Pick a question', answer: 'Your answer', submit: 'Grade it', yours: 'Evidence in your answer', points: 'Point by point',
    switchTo: '中文', grading: 'Grading…', marks: (marks, percent) => `of ${marks} marks (${percent} %)`, advice: 'You could add: ', flag: 'Red flag',
    length: (count) => (count === 0 ? 'About 100–400 characters; say what you would do' : `${count} characters`),
    review: 'A person should look at this result', offline: 'The service cannot be reached. What you wrote is still here.', nothing: 'Nothing to highlight',
    verdict: { met: 'Met', partial: 'Partly', missed: 'Missed', undecided: 'Undecided' },
    engine: {
      heuristic: 'Judged by rules, without a language model. This is practice feedback; it can be wrong and decides nothing about hiring.',
      hybrid: 'Judged by a language model and cross-examined by rules. This is practice feedback; it can be wrong and decides nothing about hiring.',
    },
  },
};

const element = (id) => document.getElementById(id);
let lang = localStorage.getItem('lang') === 'en' ? 'en' : 'zh';
let questions = [];

await start();

async function start() {
  element('language').addEventListener('click', async () => {
    lang = lang === 'zh' ? 'en' : 'zh';
    localStorage.setItem('lang', lang);
    const chosen = element('question').value;
    element('result').hidden = true;
    await loadQuestions(chosen);
  });
  element('question').addEventListener('change', showQuestion);
  element('answer').addEventListener('input', keepDraft);
  element('form').addEventListener('submit', submit);
  await loadQuestions(localStorage.getItem('question') ?? '');
}

async function loadQuestions(chosen) {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = say[lang][node.dataset.say];
  document.title = say[lang].title;
  element('language').textContent = say[lang].switchTo;
  element('language').lang = lang === 'zh' ? 'en' : 'zh-CN';
  try {
    const response = await fetch(`/v1/questions?lang=${lang}`);
    if (!response.ok) throw new Error((await response.json()).detail);
    questions = (await response.json()).questions;
    complain('');
  } catch {
    complain(say[lang].offline);
    return;
  }
  const groups = Map.groupBy(questions, (question) => question.set.name);
  element('question').replaceChildren(
    ...[...groups].map(([name, members]) => {
      const group = document.createElement('optgroup');
      group.label = name;
      group.append(...members.map((question) => new Option(question.title, question.id)));
      return group;
    }),
  );
  if (questions.some((question) => question.id === chosen)) element('question').value = chosen;
  showQuestion();
}

function showQuestion() {
  const question = current();
  localStorage.setItem('question', question.id);
  element('question-title').textContent = question.title;
  element('prompt').textContent = question.prompt;
  element('answer').value = localStorage.getItem(`draft:${question.id}`) ?? '';
  element('result').hidden = true;
  complain('');
  showLength();
}

function current() {
  return questions.find((question) => question.id === element('question').value) ?? questions[0];
}

function keepDraft() {
  localStorage.setItem(`draft:${current().id}`, element('answer').value);
  showLength();
}

function showLength() {
  element('length').textContent = say[lang].length([...element('answer').value.trim()].length);
}

async function submit(event) {
  event.preventDefault();
  const button = element('submit');
  const answer = element('answer').value;
  button.disabled = true;
  button.textContent = say[lang].grading;
  complain('');
  try {
    const response = await fetch('/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: current().id, answer, lang }),
    });
    const body = await response.json();
    if (response.ok) showGrade(body, answer);
    else complain(body.detail);
  } catch {
    complain(say[lang].offline);
  } finally {
    button.disabled = false;
    button.textContent = say[lang].submit;
  }
}

function complain(message) {
  element('error').textContent = message;
  element('error').hidden = message === '';
}

function showGrade(grade, answer) {
  element('score').textContent = grade.score ?? '–';
  element('marks').textContent = say[lang].marks(grade.marks, grade.percent ?? '–');
  element('summary').textContent = grade.summary;
  element('review').hidden = !grade.review.needed;
  element('review').textContent = say[lang].review;
  element('engine').textContent = say[lang].engine[grade.engine];
  showEvidence(grade, answer);
  element('points').replaceChildren(...grade.points.map(pointItem), ...grade.red_flags.map(flagItem));
  element('result').hidden = false;
  element('result').scrollIntoView({ block: 'nearest' });
}

/** Cuts the answer at every border of an evidence span, so that overlapping points share their marks. */
function showEvidence(grade, answer) {
  const spans = [
    ...grade.points.flatMap((point) => point.evidence.map((evidence) => ({ ...evidence, owner: point.id }))),
    ...grade.red_flags.flatMap((flag) => flag.evidence.map((evidence) => ({ ...evidence, owner: `flag:${flag.id}` }))),
  ];
  const borders = [...new Set([0, answer.length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const nodes = borders.slice(0, -1).map((start, index) => {
    const text = answer.slice(start, borders[index + 1]);
    const owners = spans.filter((span) => span.start <= start && span.end > start).map((span) => span.owner);
    if (owners.length === 0) return document.createTextNode(text);
    const mark = document.createElement('mark');
    mark.textContent = text;
    mark.dataset.owners = owners.join(' ');
    mark.classList.toggle('flag', owners.some((owner) => owner.startsWith('flag:')));
    mark.addEventListener('mouseenter', () => light(owners, true));
    mark.addEventListener('mouseleave', () => light(owners, false));
    return mark;
  });
  element('highlighted').replaceChildren(...nodes);
  if (answer.trim() === '') element('highlighted').textContent = say[lang].nothing;
}

function pointItem(point) {
  const advice = point.advice === null ? [] : [paragraph(say[lang].advice + point.advice)];
  return item(point.id, point.verdict, say[lang].verdict[point.verdict], point.name, [paragraph(point.reason), ...advice]);
}

function flagItem(flag) {
  return item(`flag:${flag.id}`, 'flag', `${say[lang].flag} −${Math.round(flag.deduct * 100)}%`, flag.name, flag.evidence.map((evidence) => paragraph(`「${evidence.quote}」`)));
}

function item(owner, kind, verdict, name, body) {
  const node = document.createElement('li');
  node.className = kind;
  node.tabIndex = 0;
  node.dataset.owner = owner;
  const label = document.createElement('span');
  label.className = 'verdict';
  label.textContent = verdict;
  const title = document.createElement('b');
  title.textContent = name;
  node.append(label, title, ...body);
  for (const [event, lit] of [['mouseenter', true], ['focus', true], ['mouseleave', false], ['blur', false]]) {
    node.addEventListener(event, () => light([owner], lit));
  }
  return node;
}

function paragraph(text) {
  const node = document.createElement('p');
  node.textContent = text;
  return node;
}

/** Lights up points and the words that earned them, together. */
function light(owners, lit) {
  for (const mark of document.querySelectorAll('mark')) {
    if (owners.some((owner) => mark.dataset.owners.split(' ').includes(owner))) mark.classList.toggle('lit', lit);
  }
  for (const node of document.querySelectorAll('li')) if (owners.includes(node.dataset.owner)) node.classList.toggle('lit', lit);
}
