import type { Figure } from '../figure.ts';
import { apiRequests } from './api-requests.ts';
import { dnsScan } from './dns-scan.ts';
import { fanOut } from './fan-out.ts';
import { latency } from './latency.ts';

/** One figure of the engine in a process of its own, named by the first argument and handed over by message. */
const FIGURES: Record<string, () => Promise<Figure>> = { dns: dnsScan, api: apiRequests, latency, fanout: fanOut };

const measure = FIGURES[process.argv[2] ?? ''];
if (!measure) throw new Error(`Name one of ${Object.keys(FIGURES).join(', ')}.`);
const figure = await measure();
process.send?.(figure, () => process.exit(0));
