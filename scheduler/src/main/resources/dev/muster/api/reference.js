// Shows /openapi.json. Everything is set as text, so nothing in the document can act as markup.
'use strict';

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

function schemaOf(part) {
  const content = part && part.content ? Object.values(part.content)[0] : undefined;
  return content ? content.schema : undefined;
}

function shape(schema, all, depth = 0) {
  if (!schema || depth > 6) return '…';
  if (schema.$ref) return shape(all[schema.$ref.split('/').pop()], all, depth);
  const type = [].concat(schema.type ?? 'any').join(' | ');
  const pad = '  '.repeat(depth);
  if (schema.properties) {
    const lines = Object.entries(schema.properties).map(([name, inner]) => {
      const missing = (schema.required ?? []).includes(name) ? '' : '?';
      const note = inner.description ? `  // ${inner.description}` : '';
      return `${pad}  ${name}${missing}: ${shape(inner, all, depth + 1)}${note}`;
    });
    return `{\n${lines.join('\n')}\n${pad}}`;
  }
  if (schema.items) return `[${shape(schema.items, all, depth)}]`;
  if (schema.enum) return schema.enum.map((it) => JSON.stringify(it)).join(' | ');
  return schema.format ? `${type} (${schema.format})` : type;
}

function parameters(list) {
  const table = element('table');
  for (const it of list) {
    const name = element('td', '', element('code', it.name));
    table.append(element('tr', '', name, element('td', it.in), element('td', it.description ?? '')));
  }
  return table;
}

function operation(path, method, it, all) {
  const title = element('summary', '', element('span', method.toUpperCase()), element('code', path),
    element('span', ` ${it.summary}`));
  title.firstChild.className = 'method';
  const body = element('details', '', title);
  if (it.description) body.append(element('p', it.description));
  if (it.security) body.append(element('p', 'Needs the role gardener.'));
  if (it.parameters) body.append(parameters(it.parameters));
  const asked = schemaOf(it.requestBody);
  if (asked) body.append(element('h4', 'Body'), element('pre', shape(asked, all)));
  for (const [code, answer] of Object.entries(it.responses)) {
    body.append(element('h4', `${code}: ${answer.description}`));
    const schema = schemaOf(answer);
    if (schema && code.startsWith('2')) body.append(element('pre', shape(schema, all)));
  }
  return body;
}

fetch('/openapi.json').then((answer) => answer.json()).then((api) => {
  document.getElementById('about').append(' ', api.info.description);
  const main = document.querySelector('main');
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, it] of Object.entries(methods)) {
      const group = it.tags[0];
      if (!groups.has(group)) groups.set(group, [element('h2', group)]);
      groups.get(group).push(operation(path, method, it, api.components.schemas));
    }
  }
  for (const parts of groups.values()) main.append(...parts);
});
