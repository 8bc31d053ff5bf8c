/// The search part of an address with choices written into it; what is empty stands there no more.
export function chosen(search: string, choices: Record<string, string>): string {
  const all = new URLSearchParams(search);
  for (const [name, value] of Object.entries(choices)) {
    if (value) all.set(name, value);
    else all.delete(name);
  }
  const text = all.toString();
  return text ? `?${text}` : '';
}

/// Writes choices into the address of the page, so that what is looked at can be sent to somebody.
export function keep(choices: Record<string, string>) {
  const search = chosen(location.search, choices);
  if (search !== location.search) history.replaceState(history.state, '', location.pathname + search);
}
