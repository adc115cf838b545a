import type { Overall } from '../../../src-shared/dns-health.ts';
import { STATUS } from '../../components/status.ts';
import { StatusIcon } from '../../components/status-icon.tsx';
import { formatNumber } from '../../lib/format.ts';
import { filterDomainList, useDomainList } from '../../stores/domains.ts';
import styles from './domains.module.css';

const ORDER: readonly Overall[] = ['unhealthy', 'degraded', 'unknown', 'healthy'];

interface Props {
  counts: Record<Overall, number>;
  total: number;
}

/** One chip per status with how many there are. Several may be chosen; none is all. */
export function StatusFilter({ counts, total }: Props) {
  const { statuses } = useDomainList(({ filter }) => filter);
  const toggle = (status: Overall) =>
    filterDomainList({
      statuses: statuses.includes(status)
        ? statuses.filter((one) => one !== status)
        : ORDER.filter((one) => one === status || statuses.includes(one)),
    });
  return (
    <fieldset className={styles.chips} aria-label="Status">
      <button
        type="button"
        className={styles.chip}
        aria-pressed={statuses.length === 0}
        onClick={() => filterDomainList({ statuses: [] })}
      >
        All <span className={styles.chipCount}>{formatNumber(total)}</span>
      </button>
      {ORDER.map((status) => {
        const none = counts[status] === 0;
        return (
          <button
            key={status}
            type="button"
            className={styles.chip}
            aria-pressed={statuses.includes(status)}
            data-none={none || undefined}
            title={STATUS[status].word}
            onClick={() => toggle(status)}
          >
            <StatusIcon status={status} word="" size={14} quiet={none} />
            <span className={styles.chipWord}>{STATUS[status].word}</span>
            <span className={styles.chipCount}>{formatNumber(counts[status])}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
