import { formatNumber } from './format.ts';

type Forecast = { mbPerDay: number; daysUntilFull: number };

/** "full in about 12 days"; weeks and months where days would pretend to know. */
export function fullInWords({ daysUntilFull }: Forecast): string {
  const days = Math.round(daysUntilFull);
  if (days < 1) return 'full within a day';
  if (days < 60) return `full in about ${days === 1 ? '1 day' : `${days} days`}`;
  if (days < 730) return `full in about ${Math.round(days / 30.4)} months`;
  return `full in about ${Math.round(days / 365)} years`;
}

/** "Grows by 7.4 MB a day: full in about 12 days." */
export const forecastSentence = (forecast: Forecast, locale?: string): string =>
  `Grows by ${formatNumber(forecast.mbPerDay, locale)} MB a day: ${fullInWords(forecast)}.`;
