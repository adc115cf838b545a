/** What a run says about what it does not believe yet; '' where there is nothing. */
export const doubtedLists = (lists: number): string =>
  lists === 0
    ? ''
    : `${count(lists, 'list', 'lists')} came back shorter than before: believed when MXroute says so again.`;

export const heldDomains = (domains: number): string =>
  domains === 0
    ? ''
    : `MXroute suddenly left out ${count(domains, 'domain', 'domains')}, kept as before: believed when it does so again.`;

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
