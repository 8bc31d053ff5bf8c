import Missing from './Missing.svelte';

/// A part of the page that is fetched when it is wanted; where it does not come, what tells so and helps itself.
export const later = <T>(asked: Promise<{ default: T }>): Promise<{ default: T }> => asked.catch(() => ({ default: Missing as unknown as T }));
