import { readFileSync } from 'node:fs';

/** The stylesheet that names the colours in light and dark, and the type: a page begins with it and uses its names. */
export const palette: string = readFileSync(new URL('./palette.css', import.meta.url), 'utf8');
