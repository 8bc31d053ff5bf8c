export type Theme = 'auto' | 'light' | 'dark';

export function saved(): Theme {
  const value = localStorage.getItem('muster-theme');
  return value === 'light' || value === 'dark' ? value : 'auto';
}

export function apply(theme: Theme) {
  if (theme === 'auto') {
    localStorage.removeItem('muster-theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('muster-theme', theme);
    document.documentElement.dataset.theme = theme;
  }
}

export const next = (theme: Theme): Theme => (theme === 'auto' ? 'light' : theme === 'light' ? 'dark' : 'auto');
