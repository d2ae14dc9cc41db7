// The page: pick a question, write an answer, see the grade. Drafts stay in this browser.

import { showGrade } from './result.js';
import { words } from './words.js';

const element = (id) => document.getElementById(id);
let lang = localStorage.getItem('lang') === 'en' ? 'en' : 'zh';
let questions = [];
/** The answer whose grade is shown, so that it can be shown again in the other language. */
let shown;

await start();

async function start() {
  element('language').addEventListener('click', switchLanguage);
  element('question').addEventListener('change', showQuestion);
  element('answer').addEventListener('input', keepDraft);
  element('answer').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element('form').requestSubmit();
  });
  element('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (await grade(element('answer').value)) element('result').focus();
  });
  await loadQuestions(localStorage.getItem('question') ?? '');
}

async function switchLanguage() {
  lang = lang === 'zh' ? 'en' : 'zh';
  localStorage.setItem('lang', lang);
  const again = shown;
  await loadQuestions(element('question').value);
  if (again !== undefined) await grade(again);
}

async function loadQuestions(chosen) {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const node of document.querySelectorAll('[data-say]')) node.textContent = words[lang][node.dataset.say];
  document.title = words[lang].title;
  element('language').textContent = words[lang].switchTo;
  element('language').lang = lang === 'zh' ? 'en' : 'zh-CN';
  const reply = await ask(`/v1/questions?lang=${lang}`);
  if (reply === undefined) return;
  questions = reply.questions;
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
  element('looked-for').textContent = words[lang].lookedFor(question.points.map((point) => point.name));
  element('answer').value = localStorage.getItem(`draft:${question.id}`) ?? '';
  element('result').hidden = true;
  shown = undefined;
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
  element('length').textContent = words[lang].length([...element('answer').value.trim()].length);
}

/** Grades an answer and shows the grade, or says what went wrong. @returns whether there is a grade */
async function grade(answer) {
  const button = element('submit');
  button.disabled = true;
  button.textContent = words[lang].grading;
  const question = current().id;
  const reply = await ask('/v1/grades', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question, answer, lang }),
  });
  button.disabled = false;
  button.textContent = words[lang].submit;
  if (reply === undefined || question !== current().id) return false;
  shown = answer;
  showGrade(reply, answer, words[lang]);
  return true;
}

/** The reply to a request, or undefined after the page has said what is wrong. */
async function ask(address, options) {
  try {
    const response = await fetch(address, options);
    const body = await response.json();
    complain(response.ok ? '' : body.detail);
    return response.ok ? body : undefined;
  } catch {
    complain(words[lang].offline);
    return undefined;
  }
}

function complain(message) {
  element('error').textContent = message;
  element('error').hidden = message === '';
}
