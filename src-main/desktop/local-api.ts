/** An account API on this very computer is reached without any network: the demo, tests. */
export function isLocalApi(apiUrl: string | undefined): boolean {
  try {
    return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(apiUrl ?? '').hostname);
  } catch {
    return false;
  }
}
