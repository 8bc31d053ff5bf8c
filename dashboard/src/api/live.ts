import type { TaskEvent, Tree } from './types';

export type Connection = 'connecting' | 'live' | 'lost';

export type Listener = {
  task: (event: TaskEvent) => void;
  tree: (tree: Tree) => void;
  commits: () => void;
  /** a quarantine of a target began, changed or ended */
  target: (event: { branch: string; target: string }) => void;
  reset: () => void;
  connection: (state: Connection) => void;
};

/// Follows what happens in a repository. The browser reconnects by itself and says which event it
/// saw last; when it gave up, we begin anew from there.
export function follow(repo: string, after: number | null, listener: Listener): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let last = after;
  let lostBefore = false;

  function open() {
    listener.connection('connecting');
    source = new EventSource(`/api/v1/events?repo=${encodeURIComponent(repo)}${last === null ? '' : `&after=${last}`}`);
    const on = <T>(name: string, handle: (data: T) => void) =>
      source?.addEventListener(name, (event) => {
        const message = event as MessageEvent<string>;
        if (message.lastEventId) last = Number(message.lastEventId);
        handle(JSON.parse(message.data) as T);
      });
    on('hello', () => {
      listener.connection('live');
      if (lostBefore) listener.reset();
      lostBefore = false;
    });
    on<TaskEvent>('task', listener.task);
    on<Tree>('tree', listener.tree);
    on('commit', listener.commits);
    on('config', listener.commits);
    on<{ branch: string; target: string }>('target', listener.target);
    on('reset', () => {
      listener.connection('live');
      listener.reset();
    });
    source.onerror = () => {
      listener.connection('lost');
      lostBefore = true;
      if (source?.readyState === EventSource.CLOSED) {
        retry = setTimeout(open, 2000);
      }
    };
  }

  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}
