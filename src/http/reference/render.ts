import { readFileSync } from 'node:fs';
import { palette } from '../../look/palette.ts';
import { escapeHtml } from '../../text/markup.ts';
import type { ApiDocument, Content, Operation, Schema } from '../openapi.ts';
import { fieldsOf, typeOf } from './schema-text.ts';

/** The stylesheet of the reference page. */
export const referenceStyle: string = palette + readFileSync(new URL('./reference.css', import.meta.url), 'utf8');

/** The API as a page for people: made from the OpenAPI document, without script, for a browser without a network. */
export function renderReference(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const shapes = Object.entries(document.components.schemas);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} – HTTP interface</title>
<link rel="stylesheet" href="/docs/reference.css">
</head>
<body>
<header>
<h1>${escapeHtml(document.info.title)} <small>${escapeHtml(document.info.version)}</small></h1>
<p>${escapeHtml(document.info.description)} For programs: <a href="/openapi.json">openapi.json</a>.</p>
</header>
<div class="columns">
<nav aria-label="Contents">
<h2>Routes</h2>
<ul>${operations.map(({ path, method, operation }) => `<li><a href="#${operation.operationId}"><b>${method}</b> ${escapeHtml(path)}</a></li>`).join('')}</ul>
<h2>Shapes</h2>
<ul>${shapes.map(([name]) => `<li><a href="#shape-${name}">${name}</a></li>`).join('')}</ul>
</nav>
<main>
${operations.map(operationSection).join('\n')}
<h2 class="part">Shapes</h2>
${shapes.map(([name, schema]) => shapeSection(name, schema)).join('\n')}
</main>
</div>
</body>
</html>
`;
}

type Described = { readonly path: string; readonly method: string; readonly operation: Operation };

function operationSection({ path, method, operation }: Described): string {
  const { parameters = [], requestBody } = operation;
  const asked = parameters.map(({ name, in: place, required, schema }) => [
    `<code>${escapeHtml(name)}</code>${required ? '' : ' <i>optional</i>'}`,
    `${place}; ${typeOf(schema)}`,
    prose(schema.description ?? ''),
  ]);
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    schema === undefined ? '' : `<h4>Body <small>${escapeHtml(type)}</small></h4>${schemaText(schema)}`,
  );
  return `<section id="${operation.operationId}">
<h3><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code></h3>
<p>${prose(operation.summary)}. <small>${whoMay(operation['x-access'])}</small></p>
${asked.length === 0 ? '' : `<h4>Parameters</h4>${table(asked)}`}
${bodies.join('\n')}
<h4>Answers</h4>
${table(
  Object.entries(operation.responses).map(([status, { description, content = {} }]) => [
    `<code>${status}</code>`,
    Object.entries(content).map(contentText).join('<br>'),
    prose(description),
  ]),
  'answers',
)}
</section>`;
}

function contentText([type, { schema, 'x-events': events = {} }]: [string, Content[string]]): string {
  const named = Object.entries(events).map(([name, data]) => `<br><code>${escapeHtml(name)}</code> ${typeOf(data)}`);
  return `${schema === undefined ? '' : `${typeOf(schema)} `}<small>${escapeHtml(type)}</small>${named.join('')}`;
}

function whoMay(access: Operation['x-access']): string {
  const names = {
    anyone: 'anyone',
    candidate: 'candidates',
    interviewer: 'interviewers',
    admin: 'administrators',
    metrics: 'keys for metrics, and administrators',
  };
  return `For ${names[access]}.`;
}

function shapeSection(name: string, schema: Schema): string {
  return `<section id="shape-${name}">
<h3>${name}</h3>
${schema.description === undefined ? '' : `<p>${prose(schema.description)}</p>`}
${schemaText(schema)}
</section>`;
}

/** A schema as tables of its fields, one a variant; its type where it has none. */
function schemaText(schema: Schema): string {
  const variants = schema.oneOf ?? [schema];
  const tables = variants.map((variant) => {
    const fields = fieldsOf(variant);
    if (fields.length === 0) return `<p>${typeOf(variant)}</p>`;
    return table(
      fields.map(({ name, type, optional, description }) => [
        `<code>${escapeHtml(name)}</code>${optional ? ' <i>optional</i>' : ''}`,
        type,
        prose(description),
      ]),
    );
  });
  return tables.join('<p class="or">or</p>');
}

/** A sentence as HTML: what stands between backticks is code. */
function prose(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function table(rows: readonly (readonly string[])[], kind = 'fields'): string {
  return `<table class="${kind}">${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
}
