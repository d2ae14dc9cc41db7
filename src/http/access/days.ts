import { z } from 'zod';

/** For how many days something holds. */
export const days = z.int().min(1).max(365);
