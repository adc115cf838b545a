import { ninetyDays, SEEDS } from './ninety-days.ts';

ninetyDays(SEEDS.filter((seed) => seed % 2 === 0));
