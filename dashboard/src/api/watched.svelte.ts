import { onMount } from 'svelte';
import type * as api from './client';
import { follow, type Connection } from './live';
import type { TaskEvent } from './types';

/// A document that is asked for anew when an event says that it may have changed.
export function watched<T>(repo: () => string, ask: () => Promise<T>, concerns: (event: TaskEvent, known: T | undefined) => boolean) {
  let value = $state.raw<T>();
  let fault = $state.raw<api.Problem>();
  let connection = $state<Connection>('connecting');
  let now = $state(Date.now());
  let changes = $state(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let shown = 0;

  async function load() {
    clearTimeout(timer);
    const turn = ++asked;
    try {
      const answer = await ask();
      // An answer that comes after one that was asked for later is old.
      if (turn < shown) return;
      [value, fault, shown] = [answer, undefined, turn];
      changes++;
    } catch (problem) {
      if (turn < shown) return;
      fault = problem as api.Problem;
      if (fault.status === 0 || fault.status >= 500) timer = setTimeout(load, 3000);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(load, 400);
  }

  onMount(() => {
    load();
    const unfollow = follow(repo(), null, {
      task: (event) => concerns(event, value) && soon(),
      tree: soon,
      commits: soon,
      target: soon,
      reset: soon,
      connection: (state) => (connection = state),
    });
    const clock = setInterval(() => (now = Date.now()), 20_000);
    return () => {
      unfollow();
      clearTimeout(timer);
      clearInterval(clock);
    };
  });

  return {
    get value() { return value; },
    get fault() { return fault; },
    get connection() { return connection; },
    get now() { return now; },
    get changes() { return changes; },
    load,
  };
}
