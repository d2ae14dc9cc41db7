const form = document.getElementById('filters');
const answers = [...document.querySelectorAll('details.answer')];
const wrong = document.getElementById('wrong');
const search = document.getElementById('search');
const kind = document.getElementById('kind');

/** Shows the answers that pass every filter; with "only what is not the label", a dimension must be wrong itself. */
function filterAnswers() {
  const wanted = [...form.querySelectorAll('select')].filter((select) => select.value !== '');
  const text = search.value.trim().toLowerCase();
  let shown = 0;
  for (const answer of answers) {
    const passes =
      (!wrong.checked || answer.dataset.verdict !== '') &&
      wanted.every((select) => {
        const { filter } = select.dataset;
        const key = filter === 'dimension' && wrong.checked ? 'wrongDimension' : filter;
        return answer.dataset[key].split('|').includes(select.value);
      }) &&
      (text === '' || answer.textContent.toLowerCase().includes(text));
    answer.hidden = !passes;
    if (passes) shown += 1;
  }
  document.getElementById('shown').value = `${shown} of ${answers.length} answers`;
}

function showSlices() {
  for (const row of document.querySelectorAll('#figures tbody tr'))
    row.hidden = row.dataset.kind !== kind.value && row.dataset.kind !== 'all';
}

form.addEventListener('input', filterAnswers);
form.addEventListener('submit', (event) => event.preventDefault());
kind.addEventListener('input', showSlices);
filterAnswers();
showSlices();
