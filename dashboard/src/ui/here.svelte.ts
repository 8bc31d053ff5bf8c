import type { Session } from '../api/types';

/// Who looks at the page.
export const here = $state<{ session: Session | undefined }>({ session: undefined });
